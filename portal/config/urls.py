"""Addresses of the portal: fixed ones first, then the pages of each language under its prefix."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.views import LoginView
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.static import serve as serve_file
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import authenticate_with_password

from portal.core import views
from portal.core.feeds import SectionFeed
from portal.core.routing import serve
from portal.vocabulary.routing import term
from search import views as search_views
from search.api import api, nothing_here
from toolbox.toolkit import views as toolkit_views

handler404 = "portal.core.views.not_found"
handler500 = "portal.core.views.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.root, name="root"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("was/", views.accessibility, name="accessibility"),
    re_path(r"^(?P<language>da|sv)/feed/$", SectionFeed(), name="feed"),
    re_path(r"^(?P<language>da|sv)/feed/(?P<section>[a-z0-9-]+)/$", SectionFeed(), name="feed_section"),
    path("da/soeg/", search_views.search, {"language": "da"}, name="search_da"),
    path("sv/sok/", search_views.search, {"language": "sv"}, name="search_sv"),
    path("da/soeg/feed/", search_views.feed, {"language": "da"}, name="search_feed_da"),
    path("sv/sok/feed/", search_views.feed, {"language": "sv"}, name="search_feed_sv"),
    path("da/opensearch.xml", search_views.opensearch, {"language": "da"}, name="opensearch_da"),
    path("sv/opensearch.xml", search_views.opensearch, {"language": "sv"}, name="opensearch_sv"),
    path("da/min-vaerktoejskasse/", toolkit_views.toolkit, {"language": "da"}, name="toolkit_da"),
    path("sv/min-verktygslada/", toolkit_views.toolkit, {"language": "sv"}, name="toolkit_sv"),
    path("da/min-vaerktoejskasse/filer.zip", toolkit_views.toolkit_zip, {"language": "da"}, name="toolkit_zip_da"),
    path("sv/min-verktygslada/filer.zip", toolkit_views.toolkit_zip, {"language": "sv"}, name="toolkit_zip_sv"),
    path("api/v1/", nothing_here),
    path("api/v1/", api.urls),
    re_path(r"^api/", nothing_here),
    path("da/begreber/<slug:key>/", term, {"language": "da"}, name="term_da"),
    path("sv/begrepp/<slug:key>/", term, {"language": "sv"}, name="term_sv"),
    path("admin/", include(wagtailadmin_urls)),
    path("dokumenter/", include(wagtaildocs_urls)),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(re_path(r"^media/(?P<path>images/.*)$", serve_file, {"document_root": settings.MEDIA_ROOT}))

urlpatterns += i18n_patterns(
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    path("_util/login/", LoginView.as_view(template_name="wagtailcore/login.html"), name="wagtailcore_login"),
    re_path(r"^((?:[\w\-]+/)+[\w\-.]+\.(?:docx|xlsx|odt|ods|pdf|zip))$", serve, name="page_file"),
    re_path(r"^((?:[\w\-]+/)*)$", serve, name="wagtail_serve"),
)
