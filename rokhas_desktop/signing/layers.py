"""Optional content (ISO 32000-2, 8.11): what its layers hide, and where the screen and the printer differ.

Readers do not agree on whether a layer's usage applies where the configuration does not say so (/AS): it is
taken to apply, so that a difference which any of them would show is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import Array, Dictionary

_DEEPEST = 32
#: Usages by which a layer comes and goes with the zoom, the language or the user.
_VARYING = ("/Zoom", "/Language", "/User")

Key = tuple[int, int]
States = dict[Key, bool]


def findings(root: Any, memberships: Iterable[Any]) -> Iterator[str]:
    """The traits of a document's layers.  ``memberships`` are the OCMD dictionaries found in it."""
    properties = root.get("/OCProperties")
    if not isinstance(properties, Dictionary):
        return
    groups = [group for group in _items(properties.get("/OCGs")) if isinstance(group, Dictionary)]
    default = _default(properties.get("/D"), groups)
    screen, printed = _applied(default, groups, "View"), _applied(default, groups, "Print")
    shown = [(screen.get(_key(group)), printed.get(_key(group))) for group in groups]
    shown += [(_visible(one, screen), _visible(one, printed)) for one in memberships]
    if any(on_screen != on_paper for on_screen, on_paper in shown):
        yield "print_differs"
    if any(on_screen is False for on_screen, _ in shown) or any(_varies(group) for group in groups):
        yield "hidden_layers"


def _default(configuration: Any, groups: list[Any]) -> States:
    """The default configuration's states, before any usage."""
    base = configuration.get("/BaseState", "/ON") != "/OFF" if isinstance(configuration, Dictionary) else True
    states = {_key(group): base for group in groups}
    if isinstance(configuration, Dictionary):
        for name, state in (("/ON", True), ("/OFF", False)):
            for group in _items(configuration.get(name)):
                states[_key(group)] = state
    return states


def _applied(default: States, groups: list[Any], event: str) -> States:
    """The states when viewing or printing: a usage's own state where it has one."""
    states = dict(default)
    for group in groups:
        usage = group.get("/Usage")
        part = usage.get(f"/{event}") if isinstance(usage, Dictionary) else None
        said = part.get(f"/{event}State") if isinstance(part, Dictionary) else None
        if said is not None:
            states[_key(group)] = said != "/OFF"
    return states


def _varies(group: Any) -> bool:
    usage = group.get("/Usage")
    return isinstance(usage, Dictionary) and any(name in usage for name in _VARYING)


def _visible(membership: Any, states: States) -> bool:
    """Whether what belongs to an OCMD shows (8.11.2.2): its expression, else its policy over its groups."""
    expression = membership.get("/VE")
    if isinstance(expression, Array):
        return _true(expression, states, 0)
    named = membership.get("/OCGs")
    groups = [named] if isinstance(named, Dictionary) else _items(named)
    on = [states.get(_key(group), True) for group in groups if isinstance(group, Dictionary)]
    if not on:
        return True
    policy = str(membership.get("/P", "/AnyOn"))
    return {"/AllOn": all(on), "/AnyOff": not all(on), "/AllOff": not any(on)}.get(policy, any(on))


def _true(expression: Any, states: States, depth: int) -> bool:
    """A visibility expression: [/And …], [/Or …], [/Not x] over groups and expressions."""
    if isinstance(expression, Dictionary):
        return states.get(_key(expression), True)
    parts = _items(expression)
    if not parts or depth > _DEEPEST:
        return True
    values = [_true(part, states, depth + 1) for part in parts[1:]]
    operator = str(parts[0])
    if operator == "/Not":
        return not all(values)
    return any(values) if operator == "/Or" else all(values)


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, Array) else []


def _key(group: Any) -> Key:
    number, generation = group.objgen if isinstance(group, Dictionary) else (0, 0)
    return number, generation
