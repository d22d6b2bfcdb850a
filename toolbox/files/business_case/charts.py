"""The two charts of the results: what working together is worth to each, and one municipality over time."""

from __future__ import annotations

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import DateAxis
from openpyxl.chart.legend import Legend
from openpyxl.chart.shapes import GraphicalProperties

from toolbox.calculation.inputs import YEARS
from toolbox.files import look
from toolbox.files.business_case.places import MONEY, Sheets
from toolbox.files.excel_book import Page, chart_grid, chart_title


def gain_chart(sheets: Sheets, page: Page) -> None:
    """Columns: the gain of working together, column F of the table."""
    chart = BarChart()
    chart.type, chart.style, chart.legend, chart.gapWidth = "col", 10, None, 60
    chart.title = chart_title(sheets.text("result", "chart_gain"))
    chart.height, chart.width, chart.roundedCorners = 9.5, 15, False
    series = Series(Reference(page.sheet, min_col=6, min_row=6, max_row=13), title=sheets.text("result", "gain"))
    series.graphicalProperties = GraphicalProperties(solidFill=look.PUBLIC)
    series.invertIfNegative = False
    chart.append(series)
    chart.set_categories(Reference(page.sheet, min_col=1, min_row=6, max_row=13))
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.tickLblPos = "low"
    chart.y_axis.number_format, chart.y_axis.majorGridlines = MONEY, chart_grid()
    page.chart(chart, "A24", sheets.text("result", "alt_gain"))


def flow_chart(sheets: Sheets, page: Page) -> None:
    """Lines: the chosen municipality's accumulated net, solid with circles together, dashed with squares alone.

    The years stand on an axis of days: it alone ends with the last year that is counted, in Excel and in LibreOffice.
    An axis of numbers adds an empty year, one of categories has all eleven; years that are not counted repeat the last.
    """
    chart = LineChart()
    chart.style, chart.height, chart.width, chart.roundedCorners = 13, 9.5, 16, False
    chart.title = chart_title(sheets.text("result", "chart_flow"))
    years = Reference(page.sheet, min_col=2, max_col=1 + YEARS, min_row=20)
    for row, name, colour, together in ((21, "together", look.PUBLIC, True), (22, "alone", look.WEFT, False)):
        values = Reference(page.sheet, min_col=2, max_col=1 + YEARS, min_row=row)
        line = Series(values, title=sheets.text("result", name))
        line.graphicalProperties = GraphicalProperties()
        stroke = line.graphicalProperties.line
        stroke.solidFill, stroke.width, stroke.dashStyle = colour, 28000, "solid" if together else "dash"
        line.marker.symbol, line.marker.size = "circle" if together else "square", 6
        line.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        line.smooth = False
        chart.append(line)
    chart.set_categories(years)
    chart.x_axis = DateAxis(crossAx=chart.y_axis.axId)
    across, up = chart.x_axis, chart.y_axis
    across.baseTimeUnit = across.majorTimeUnit = "days"
    across.axPos = "b"
    across.auto = False  # or Excel takes numbers that do not look like days for names
    up.crossAx, up.crossBetween = across.axId, "midCat"
    across.delete = up.delete = False
    across.tickLblPos = up.tickLblPos = "low"
    across.title = chart_title(sheets.text("result", "year"), 900)
    across.number_format, across.majorGridlines, across.majorUnit = "0", None, 1
    up.number_format, up.majorGridlines = MONEY, chart_grid()
    chart.legend = Legend()
    chart.legend.position = "b"
    page.chart(chart, "F24", sheets.text("result", "alt_flow"))
