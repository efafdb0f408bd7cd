"""A window as a screen reader is told of it: QAccessible's tree as lines, and what in it has no name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
NAMED = {
    Role.Button,
    Role.PushButton,
    Role.ButtonMenu,
    Role.ButtonDropDown,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.SpinBox,
    Role.Slider,
    Role.List,
    Role.Table,
    Role.Tree,
    Role.PageTab,
    Role.ListItem,
    Role.TreeItem,
    Role.MenuItem,
    Role.Link,
    Role.Dialog,
    Role.Window,
    Role.Canvas,
}
"""Roles of what a person acts on, or goes to: each must say what it is."""
MOST_CHILDREN = 40
"""Rows of a table that are looked at."""


@dataclass(frozen=True)
class Node:
    depth: int
    role: Role
    name: str
    value: str
    description: str
    focusable: bool
    what: str

    def __str__(self) -> str:
        said = " ".join(part for part in (self.name, self.value) if part).replace("\n", " / ")
        return f"{'  ' * self.depth}{self.role.name}: {said}"


def tree(widget: QWidget) -> list[Node]:
    """What is visible, in the order in which it is told."""
    return list(_nodes(QAccessible.queryAccessibleInterface(widget), 0))


def _nodes(item: QAccessibleInterface, depth: int) -> Iterator[Node]:
    if item is None or not item.isValid() or item.state().invisible:
        return
    thing = item.object()
    yield Node(
        depth=depth,
        role=item.role(),
        name=item.text(QAccessible.Text.Name).strip(),
        value=item.text(QAccessible.Text.Value).strip(),
        description=item.text(QAccessible.Text.Description).strip(),
        focusable=bool(item.state().focusable),
        what=type(thing).__name__ if thing is not None else "",
    )
    for place in range(min(item.childCount(), MOST_CHILDREN)):
        yield from _nodes(item.child(place), depth + 1)


def nameless(nodes: list[Node]) -> list[str]:
    """What can be acted on or focused and does not say what it is."""
    return [
        f"{node.role.name} {node.what} {node.value!r}"
        for node in nodes
        if not node.name and (node.role in NAMED or (node.focusable and node.role != Role.Client))
    ]
