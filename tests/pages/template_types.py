"""Follows every variable of a template to the dataclass it comes from, through includes, loops and ``with``.

Django says nothing when a template asks for ``view.stpes``: the place stays empty. Here it is an error, as it would be
in Python. Values whose type is not known (requests, forms, the results of filters) are let through.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from django.template import Node, NodeList, Template, engines
from django.template.base import FilterExpression, TokenType, Variable
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode

from portal.core.contexts import Heading, Markup
from portal.core.templatetags.portal import OutlinedNode

Scope = Mapping[str, Any]
UNKNOWN = Any
GIVEN = {"request": UNKNOWN, "page": UNKNOWN, "self": UNKNOWN, "block": UNKNOWN, "user": UNKNOWN, "perms": UNKNOWN}
"""What every template has besides its own context."""
CONSTANTS = {"True": bool, "False": bool, "None": type(None)}
SAME = {"default", "default_if_none", "slice", "safe", "dictsort"}
"""Filters whose result has the type of what goes in."""


@dataclass
class Findings:
    """What was found in one template with everything that it includes."""

    problems: list[str] = field(default_factory=list)
    read: set[tuple[type, str]] = field(default_factory=set)
    """Every field of a dataclass that some template reads."""
    unknown: dict[tuple[str, str], int] = field(default_factory=dict)
    """How often a name was not there, by the part and the name; a part may do without some of its parameters."""
    known: set[tuple[str, str]] = field(default_factory=set)
    included: set[str] = field(default_factory=set)


def check(template: str, scope: Scope, findings: Findings) -> None:
    """Follow the variables of a page's template.

    Args:
        template: its name.
        scope: name and type of what it is given.
        findings: where to write what was found.
    """
    _Walk(template, findings).template(template, {**GIVEN, **scope})


def template_of(name: str) -> Template:
    """The parsed template."""
    found: Any = engines["django"].get_template(name)
    parsed: Template = found.template
    return parsed


def members(wanted: Any) -> tuple[Any, ...]:
    """The types that a value may have, without None."""
    if get_origin(wanted) in {Union, types.UnionType}:
        return tuple(one for part in get_args(wanted) for one in members(part) if one is not type(None))
    return (str,) if get_origin(wanted) is Literal else (wanted,)


@cache
def hints(model: type) -> dict[str, Any]:
    """Type of each field and property of a dataclass."""
    found = get_type_hints(model)
    for name, value in vars(model).items():
        if isinstance(value, property) and value.fget is not None:
            found[name] = get_type_hints(value.fget)["return"]
    return found


class _Walk:
    """One template, in which every include and block is looked at with the names that are known there."""

    def __init__(self, name: str, findings: Findings) -> None:
        self.where = name
        self.findings = findings
        self.blocks: dict[str, BlockNode] = {}
        self._open: list[str] = []

    def template(self, name: str, scope: Scope) -> None:
        """The template, with what it extends around it."""
        if name in self._open:
            return
        self._open.append(name)
        outer, self.where = self.where, name
        nodes = template_of(name).nodelist
        extends: Any = next(iter(nodes.get_nodes_by_type(ExtendsNode)), None)
        if extends is None:
            self.nodes(nodes, dict(scope))
        else:
            for block_name, block in extends.blocks.items():
                self.blocks.setdefault(block_name, block)
            for block in extends.nodelist.get_nodes_by_type(BlockNode):
                self.blocks.setdefault(block.name, block)
            self.template(extends.parent_name.var, scope)
        self.where = outer
        self._open.pop()

    def nodes(self, nodes: NodeList, scope: dict[str, Any]) -> None:
        """A list of nodes, in order; a tag may add a name for those that follow."""
        for node in nodes:
            self.node(node, scope)

    def node(self, node: Any, scope: dict[str, Any]) -> None:
        """One node, with everything inside it."""
        match type(node).__name__:
            case "BlockNode":
                self.nodes(self.blocks.get(node.name, node).nodelist, scope)
            case "IncludeNode":
                self.include(node, scope)
            case "ForNode":
                self.loop(node, scope)
            case "WithNode":
                added = {name: self.type_of(value, scope) for name, value in node.extra_context.items()}
                self.nodes(node.nodelist, {**scope, **added})
            case "IfNode":
                for condition, nodes in node.conditions_nodelists:
                    for expression in _operands(condition):
                        self.type_of(expression, scope)
                    self.nodes(nodes, scope)
            case "BlockTranslateNode":
                self.translated(node, scope)
            case "OutlinedNode":
                self.outlined(node, scope)
            case _:
                for expression in _expressions(node):
                    self.type_of(expression, scope)
                for name in getattr(node, "child_nodelists", ()):
                    self.nodes(getattr(node, name, None) or NodeList(), scope)
                if getattr(node, "variable", None) and type(node).__name__.startswith("GetCurrent"):
                    scope[node.variable] = str
                if target := getattr(node, "target_var", None):
                    scope[target] = UNKNOWN

    def include(self, node: IncludeNode, scope: dict[str, Any]) -> None:
        """The part, with what it is given; the names around it too, unless it says ``only``."""
        name = node.template.var
        if isinstance(name, Variable):
            self.type_of(node.template, scope)
            return
        added = {key: self.type_of(value, scope) for key, value in node.extra_context.items()}
        self.findings.included.add(name)
        self.template(name, {**({} if node.isolated_context else scope), **added})

    def loop(self, node: Any, scope: dict[str, Any]) -> None:
        """The loop's names take the type of the elements."""
        element = _element(self.type_of(node.sequence, scope))
        names = dict.fromkeys(node.loopvars, UNKNOWN)
        if len(node.loopvars) == 1:
            names[node.loopvars[0]] = element
        elif get_origin(element) is tuple and Ellipsis not in get_args(element):
            if len(get_args(element)) != len(node.loopvars):
                self.problem(f"{', '.join(node.loopvars)} of {element}")
            names = dict(zip(node.loopvars, get_args(element), strict=False))
        self.nodes(node.nodelist_loop, {**scope, **names, "forloop": UNKNOWN})
        self.nodes(node.nodelist_empty, scope)

    def translated(self, node: BlockTranslateNode, scope: dict[str, Any]) -> None:
        """The names in a sentence to translate are those that its tag names."""
        inside = {name: self.type_of(value, scope) for name, value in node.extra_context.items()}
        if node.countervar:
            inside[node.countervar] = self.type_of(node.counter, scope)
        for token in [*node.singular, *node.plural]:
            if token.token_type == TokenType.VAR and token.contents not in inside:
                self.problem(f"{token.contents} in a sentence to translate")

    def outlined(self, node: OutlinedNode, scope: dict[str, Any]) -> None:
        """The block becomes two variables for what follows."""
        self.nodes(node.nodelist, scope)
        scope[node.target], scope[node.headings] = Markup, tuple[Heading, ...]

    def type_of(self, expression: Any, scope: Scope) -> Any:
        """The type of a variable with its filters."""
        if not isinstance(expression, FilterExpression):
            return UNKNOWN
        for _function, arguments in expression.filters:
            for is_variable, argument in arguments:
                if is_variable:
                    self.follow(argument, scope)
        variable = expression.var
        found = self.follow(variable, scope) if isinstance(variable, Variable) else type(variable)
        names = {function._filter_name for function, _arguments in expression.filters}
        return found if names <= SAME else UNKNOWN

    def follow(self, variable: Variable, scope: Scope) -> Any:
        """The type at the end of ``a.b.c``."""
        if variable.lookups is None:
            return type(variable.literal)
        first, *rest = variable.lookups
        if first in CONSTANTS:
            return CONSTANTS[first]
        where = (self.where, first)
        if first not in scope:
            self.findings.unknown[where] = self.findings.unknown.get(where, 0) + 1
            return UNKNOWN
        self.findings.known.add(where)
        found = scope[first]
        for number, name in enumerate(rest, start=1):
            found = self.attribute(found, name, ".".join([first, *rest[:number]]))
        return found

    def attribute(self, owner: Any, name: str, path: str) -> Any:
        """The type of ``owner.name``, for every type that the owner may have."""
        found = []
        for one in members(owner):
            if one is UNKNOWN or one is types.NoneType:
                found.append(UNKNOWN)
            elif isinstance(one, type) and is_dataclass(one):
                if name not in hints(one):
                    self.problem(f"{path}: {one.__name__} has no {name}")
                    return UNKNOWN
                self.findings.read.add((one, name))
                found.append(hints(one)[name])
            elif not (name.isdigit() and get_origin(one) is tuple) and not hasattr(get_origin(one) or one, name):
                self.problem(f"{path}: {one} has no {name}")
                return UNKNOWN
            else:
                found.append(UNKNOWN)
        return Union[tuple(found)] if found else UNKNOWN  # noqa: UP007 - made of a tuple

    def problem(self, text: str) -> None:
        """Note a problem with the place it is in."""
        self.findings.problems.append(f"{self.where}: {text}")


def _element(sequence: Any) -> Any:
    """What a loop over a value of this type gives."""
    for one in members(sequence):
        arguments = get_args(one)
        if get_origin(one) is tuple and arguments[1:] == (Ellipsis,):
            return arguments[0]
        if get_origin(one) in {list, set, frozenset} and arguments:
            return arguments[0]
    return UNKNOWN


def _operands(condition: Any) -> Iterator[Any]:
    """The expressions of an ``if``."""
    if condition is None:
        return
    if hasattr(condition, "value") and isinstance(condition.value, FilterExpression):
        yield condition.value
    for side in ("first", "second"):
        yield from _operands(getattr(condition, side, None))


def _expressions(node: Node) -> Iterator[Any]:
    """The expressions that any other tag evaluates."""
    for value in vars(node).values():
        parts = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else [value]
        yield from (part for part in parts if isinstance(part, FilterExpression))


def fields_of(*models: type) -> set[tuple[type, str]]:
    """Every field of the dataclasses and of those that they are made of."""
    found: set[tuple[type, str]] = set()
    todo = list(models)
    seen: set[type] = set()
    while todo:
        model = todo.pop()
        if model in seen:
            continue
        seen.add(model)
        for one in fields(model):
            found.add((model, one.name))
            todo += [part for part in _parts(hints(model)[one.name]) if is_dataclass(part) and isinstance(part, type)]
    return found


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)
