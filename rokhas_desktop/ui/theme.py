"""One look: colours with AA contrast in light and dark, and the style sheet made from them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from rokhas_desktop import resources


@dataclass(frozen=True, slots=True)
class Colours:
    """Named by what they are for.  Text on its ground has a contrast of at least 4.5 : 1 (WCAG 2.2, 1.4.3), the
    ``edge`` of what is typed into or ticked of 3 : 1 (1.4.11); ``line`` only separates."""

    ground: str
    surface: str
    raised: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_text: str
    accent_soft: str
    good: str
    good_soft: str
    warning: str
    warning_soft: str
    bad: str
    bad_soft: str
    test: str


LIGHT = Colours(
    ground="#f3f4f1",
    surface="#ffffff",
    raised="#fafaf8",
    line="#d5d8d2",
    edge="#828d87",
    text="#1b2420",
    muted="#56615b",
    accent="#0f5c4a",
    accent_text="#ffffff",
    accent_soft="#e0ece7",
    good="#1b6b3a",
    good_soft="#e1f1e6",
    warning="#7d4e00",
    warning_soft="#fcf0d8",
    bad="#a1221b",
    bad_soft="#fbe6e4",
    test="#c2410c",
)
DARK = Colours(
    ground="#161b19",
    surface="#1e2523",
    raised="#252d2a",
    line="#3a4541",
    edge="#7f8f88",
    text="#eaf0ed",
    muted="#a9b6b0",
    accent="#5cc4a3",
    accent_text="#0b1f19",
    accent_soft="#21403a",
    good="#76d39a",
    good_soft="#1d3a2a",
    warning="#f0be62",
    warning_soft="#40331a",
    bad="#f59a92",
    bad_soft="#462523",
    test="#ff9a5c",
)
CONTRAST = Colours(
    ground="#000000",
    surface="#000000",
    raised="#101010",
    line="#ffffff",
    edge="#ffffff",
    text="#ffffff",
    muted="#e6e6e6",
    accent="#ffe600",
    accent_text="#000000",
    accent_soft="#2b2b00",
    good="#7dff9b",
    good_soft="#002b0e",
    warning="#ffd24d",
    warning_soft="#332400",
    bad="#ffb3ad",
    bad_soft="#3a0400",
    test="#ff9a5c",
)
"""For who needs more: texts have 7 : 1 (1.4.6)."""
_current = LIGHT
_icons: dict[tuple[str, str, str, bool], QIcon] = {}


_LINE = 23
"""Logical pixels of a button's text: an Arabic line's.  A style sheet's least height is all that a layout respects."""
_SIDES = (16, 18, 20)
"""Logical pixels of the icons that the window shows: each is drawn for the finest screen's own pixels."""
_MOVING = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
"""Nothing moves by itself (WCAG 2.3.3), whatever the desktop's own taste."""


def colours() -> Colours:
    """The colours in force."""
    return _current


def apply(app: QApplication, theme: str) -> None:
    """Put the look on the application; ``theme`` is system, light, dark or contrast."""
    global _current
    _current = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}.get(theme) or _of_the_system()
    _icons.clear()  # those of another look, and of an application that is gone
    app.setStyle("Fusion")
    for effect in _MOVING:
        app.setEffectEnabled(effect, False)
    app.setPalette(_palette(_current))
    app.setStyleSheet(_sheet(_current))
    app.setWindowIcon(QIcon(str(resources.path_of("icons/rokhas-desktop.svg"))))


def _of_the_system() -> Colours:
    """What the person asked of the desktop."""
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def icon(name: str, colour: str | None = None, *, mirrored: bool = False) -> QIcon:
    """A line icon in a colour of the look; ``mirrored`` for one that points, in a right-to-left window.  Made once."""
    wanted = (name, colour or _current.text, _current.muted, mirrored)
    result = _icons.get(wanted)
    if result is not None:
        return result
    result = _icons[wanted] = QIcon()
    screens = QGuiApplication.screens()
    ratio = max((one.devicePixelRatio() for one in screens), default=1.0)
    for side in (round(side * ratio) for side in _SIDES):
        result.addPixmap(pixmap(name, side, colour, mirrored=mirrored))
        # Qt would pale it: white on a button that is pale already cannot be seen.
        result.addPixmap(pixmap(name, side, _current.muted, mirrored=mirrored), QIcon.Mode.Disabled)
    return result


def pixmap(name: str, side: int, colour: str | None = None, *, ratio: float = 1.0, mirrored: bool = False) -> QPixmap:
    """A line icon of ``side`` logical pixels; drawn once, for lists ask for the same ones over and over."""
    ink = colour or _current.text
    key = f"rokhas {name} {side} {ink} {ratio} {mirrored}"
    picture = QPixmap()
    if QPixmapCache.find(key, picture):
        return picture
    source = _line(name).replace(b"#000", ink.encode("ascii"))
    picture = QPixmap(QSize(side, side) * ratio)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    if mirrored:
        painter.translate(picture.width(), 0)
        painter.scale(-1, 1)
    QSvgRenderer(QByteArray(source)).render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, picture)
    return picture


@cache
def _line(name: str) -> bytes:
    """An icon as it is shipped; each is drawn in ten sizes and colours."""
    return resources.read_bytes(f"icons/{name}.svg")


def _palette(c: Colours) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: c.ground,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.raised,
        role.Text: c.text,
        role.Button: c.surface,
        role.ButtonText: c.text,
        role.ToolTipBase: c.raised,
        role.ToolTipText: c.text,
        role.PlaceholderText: c.muted,
        role.Highlight: c.accent,
        role.HighlightedText: c.accent_text,
        role.Link: c.accent,
    }
    for key, value in pairs.items():
        palette.setColor(key, QColor(value))
    return palette


def _sheet(c: Colours) -> str:
    chevron = resources.path_of("icons/chevron-down.svg").as_posix()
    tick = resources.path_of(f"icons/tick-{'light' if c is LIGHT else 'dark'}.svg").as_posix()
    return f"""
    * {{ widget-animation-duration: 0; }}
    QToolTip {{ background: {c.raised}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
    QFrame#card {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 8px; }}
    QFrame#bar {{ background: {c.surface}; border: none; }}
    QFrame#header {{ background: {c.surface}; border: none; border-bottom: 1px solid {c.line}; }}
    QFrame#footer {{ background: {c.surface}; border: none; border-top: 1px solid {c.line}; }}
    QLabel#muted {{ color: {c.muted}; }}
    QLabel#title {{ font-size: 15pt; font-weight: 600; }}
    QLabel#heading {{ font-size: 12pt; font-weight: 600; }}
    QLabel#strong {{ font-weight: 600; }}
    QLabel#test {{ background: {c.test}; color: {"#ffffff" if c is LIGHT else "#221204"};
        font-weight: 600; padding: 5px 12px; }}
    QFrame#testframe {{ border: 4px solid {c.test}; }}
    QFrame#notice[tone="good"] {{ background: {c.good_soft}; border: 1px solid {c.good}; border-radius: 6px; }}
    QFrame#notice[tone="warning"] {{ background: {c.warning_soft}; border: 1px solid {c.warning}; border-radius: 6px; }}
    QFrame#notice[tone="bad"] {{ background: {c.bad_soft}; border: 1px solid {c.bad}; border-radius: 6px; }}
    QFrame#notice[tone="plain"] {{ background: {c.raised}; border: 1px solid {c.line}; border-radius: 6px; }}
    QPushButton {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge}; border-radius: 6px;
        padding: 6px 14px; min-height: {_LINE}px; }}
    QPushButton:hover {{ background: {c.raised}; border-color: {c.muted}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.accent}; padding: 5px 13px; }}
    QPushButton:disabled {{ color: {c.muted}; background: {c.ground}; }}
    QPushButton[primary="true"] {{ background: {c.accent}; color: {c.accent_text}; border-color: {c.accent};
        font-weight: 600; }}
    QPushButton[primary="true"]:hover {{ background: {c.accent}; border-color: {c.text}; }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {c.text}; }}
    QPushButton[primary="true"]:disabled {{ background: {c.ground}; color: {c.muted}; border-color: {c.edge}; }}
    QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid {c.edge}; border-radius: 3px;
        background: {c.surface}; }}
    QCheckBox::indicator:focus {{ border: 2px solid {c.accent}; }}
    QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{tick}"); }}
    QPushButton#counter {{ padding: 3px 2px; }}
    QPushButton#counter:focus {{ padding: 2px 1px; }}
    QPushButton#counter:checked, QPushButton#chip {{ background: {c.accent_soft}; border-color: {c.accent}; }}
    QPushButton#chip {{ padding: 2px 10px; text-align: left; }}
    QPushButton#chip:focus {{ padding: 1px 9px; }}
    QMenu {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; padding: 4px; }}
    QMenu::item {{ padding: 6px 24px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
    QToolButton::menu-indicator {{ image: none; }}
    QToolButton::menu-button {{ border: none; width: 14px; }}
    QToolButton {{ background: transparent; color: {c.text}; border: 1px solid transparent; border-radius: 6px;
        padding: 5px 8px; }}
    QToolButton:hover {{ background: {c.raised}; border-color: {c.line}; }}
    QToolButton:focus {{ padding: 4px 7px; }}
    QLineEdit, QPlainTextEdit, QComboBox {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.edge};
        border-radius: 6px; padding: 6px 8px; min-height: 20px; selection-background-color: {c.accent};
        selection-color: {c.accent_text}; placeholder-text-color: {c.muted}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {c.accent}; padding: 5px 7px; }}
    QListView, QTreeView, QTableView {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 6px;
        outline: none; }}
    QListView#plain {{ border: none; border-radius: 0; }}
    QListView#plain::item {{ padding: 7px 6px; border-bottom: 1px solid {c.line}; }}
    QListView#plain::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QTreeView::item {{ padding: 5px 4px; }}
    QTableView::item {{ padding: 0 8px; }}
    QTableView::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QTreeView::item:selected {{ background: {c.accent_soft}; color: {c.text}; }}
    QComboBox::drop-down {{ border: none; width: 26px; }}
    QComboBox::down-arrow {{ image: url("{chevron}"); width: 14px; height: 14px; }}
    QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.line}; outline: none;
        selection-background-color: {c.accent_soft}; selection-color: {c.text}; }}
    QHeaderView::section {{ background: {c.raised}; color: {c.muted}; border: none;
        border-bottom: 1px solid {c.line}; padding: 6px 8px; }}
    QProgressBar {{ border: 1px solid {c.line}; border-radius: 6px; background: {c.raised}; height: 14px;
        text-align: center; color: {c.text}; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 5px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; }}
    QScrollBar::handle {{ background: {c.line}; border-radius: 5px; min-height: 30px; min-width: 30px; margin: 2px; }}
    QScrollBar::handle:hover {{ background: {c.muted}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QSplitter::handle {{ background: {c.line}; }}
    """
