"""The pieces of an act in order, each marked seen or not seen, signed or not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from rokhas_desktop.catalogue import Language
from rokhas_desktop.desk.face import ActView, DocumentView
from rokhas_desktop.ui import theme
from rokhas_desktop.ui.text import isolate, ltr, size, tip
from rokhas_desktop.ui.thumbnails import Thumbnails

_STATE = int(Qt.ItemDataRole.UserRole) + 1
_SHA256 = int(Qt.ItemDataRole.UserRole) + 2
_MARGIN, _SIDE, _MARK, _LINES = 10, 48, 20, 2


def broken(text: str, font: QFont, width: int, most: int) -> list[str]:
    """A text in ``most`` lines of ``width`` at most, broken between words; what does not fit ends in an ellipsis."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    spans = list[tuple[int, int]]()
    while (line := layout.createLine()).isValid() and len(spans) <= most:
        line.setLineWidth(width)
        spans.append((line.textStart(), line.textStart() + line.textLength()))
    layout.endLayout()
    lines = [text[start:end].strip() for start, end in spans[:most]]
    if len(spans) > most:
        lines[-1] = QFontMetrics(font).elidedText(text[spans[most - 1][0] :], Qt.TextElideMode.ElideRight, width)
    return lines


class _PieceDelegate(QStyledItemDelegate):
    """Its first page with the mark of its state, a title of at most two lines, and its state below."""

    def __init__(self, pieces: QListWidget, thumbnails: Thumbnails) -> None:
        super().__init__(pieces)
        self._pieces = pieces
        self._thumbnails = thumbnails

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As many lines as the title takes at the list's width, and one for the state."""
        metrics = QFontMetrics(option.font)
        width = self._pieces.viewport().width() - 3 * _MARGIN - _SIDE
        title = str(index.data(Qt.ItemDataRole.DisplayRole))
        lines = broken(title, option.font, max(60, width), _LINES)
        height = (len(lines) + 1) * metrics.lineSpacing()
        return QSize(60, max(height, _SIDE) + 2 * _MARGIN)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one piece, mirrored where the window is."""
        colours = theme.colours()
        area: QRect = option.rect
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(area, QColor(colours.accent_soft if chosen else colours.surface))
        painter.setPen(QPen(QColor(colours.line)))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(area.adjusted(1, 1, -2, -2))
        self._draw(painter, option, index)

    def _draw(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, metrics = theme.colours(), QFontMetrics(option.font)
        area: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        inner = area.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        page = QRect(inner.left(), inner.center().y() - _SIDE // 2, _SIDE, _SIDE)
        text = inner.adjusted(_SIDE + _MARGIN, 0, 0, 0)
        self._draw_page(painter, QStyle.visualRect(direction, area, page), index, direction)
        start = Qt.AlignmentFlag.AlignLeading
        align = QStyle.visualAlignment(direction, start | Qt.AlignmentFlag.AlignTop)
        painter.setFont(option.font)
        painter.setLayoutDirection(direction)
        title = text.adjusted(0, 0, 0, -metrics.lineSpacing())
        said = str(index.data(Qt.ItemDataRole.DisplayRole))
        lines = broken(said, option.font, title.width(), _LINES)
        painter.setPen(QColor(colours.text))
        painter.drawText(QStyle.visualRect(direction, area, title), int(align), "\n".join(lines))
        below = QRect(text.left(), text.bottom() - metrics.lineSpacing() + 1, text.width(), metrics.lineSpacing())
        painter.setPen(QColor(colours.muted))
        state = metrics.elidedText(str(index.data(_STATE)), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(QStyle.visualRect(direction, area, below), int(align), state)

    def _draw_page(
        self,
        painter: QPainter,
        page: QRect,
        index: QModelIndex | QPersistentModelIndex,
        direction: Qt.LayoutDirection,
    ) -> None:
        colours = theme.colours()
        sha256, path = index.data(_SHA256)
        picture = self._thumbnails.fitted(sha256, path, page.width(), painter.device().devicePixelRatioF())
        if picture is not None:
            where = QRect(QPoint(0, 0), picture.deviceIndependentSize().toSize())
            where.moveCenter(page.center())
            painter.drawPixmap(where.topLeft(), picture)
            painter.setPen(QPen(QColor(colours.line)))
            painter.setBrush(Qt.BrushStyle.NoBrush)  # the piece before left its own
            painter.drawRect(where)
        mark = QRect(page.right() - _MARK + 4, page.bottom() - _MARK + 4, _MARK, _MARK)
        if picture is None:
            mark.moveCenter(page.center())
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        mark = QStyle.visualRect(direction, page, mark)
        if picture is not None:
            painter.setPen(QPen(QColor(colours.line)))
            painter.setBrush(QColor(colours.surface))
            painter.drawEllipse(mark.adjusted(-2, -2, 2, 2))
        if isinstance(icon, QIcon):
            icon.paint(painter, mark)


class Pieces(QListWidget):
    """Choosing a piece opens it."""

    chosen = Signal(int)  # piece, from 1

    def __init__(self, thumbnails: Thumbnails) -> None:
        super().__init__()
        self.setItemDelegate(_PieceDelegate(self, thumbnails))
        thumbnails.drawn.connect(lambda _sha256: self.viewport().update())
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._choose)

    def show_act(self, act: ActView, language: Language) -> None:
        """Show an act's pieces; the same piece stays chosen while the act stays."""
        self.setAccessibleName(QCoreApplication.translate("Pieces", "Pieces of the act"))
        current = self.currentRow()
        self.blockSignals(True)
        while self.count() > len(act.documents):
            self.takeItem(self.count() - 1)
        while self.count() < len(act.documents):
            self.addItem(QListWidgetItem())
        for row, document in enumerate(act.documents):
            self._fill(self.item(row), document, language)
        self.setCurrentRow(min(max(current, 0), self.count() - 1) if current >= 0 else -1)
        self.blockSignals(False)

    def _fill(self, item: QListWidgetItem, document: DocumentView, language: Language) -> None:
        colours = theme.colours()
        name, colour, said = _mark(document)
        place = ltr(f"{document.piece}/{document.of}")
        item.setText(f"{place}  {isolate(document.title.text(language))}")
        item.setData(_STATE, f"{said} · {size(document.size, language)}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {said}")
        item.setIcon(theme.icon(name, getattr(colours, colour)))
        item.setData(_SHA256, (document.sha256, document.path))
        item.setToolTip(tip(f"{item.text()}\n{ltr(document.filename)}"))

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(row + 1)


def _mark(document: DocumentView) -> tuple[str, str, str]:
    if document.refusal is not None:
        return "warning", "bad", QCoreApplication.translate("Pieces", "problem")
    if document.state == "acknowledged":
        return "check", "good", QCoreApplication.translate("Pieces", "signed and received")
    if document.state in {"signed", "checked", "sending"}:
        return "send", "accent", QCoreApplication.translate("Pieces", "signed, being sent")
    if document.reviewed:
        return "eye", "good", QCoreApplication.translate("Pieces", "seen")
    if document.must_review:
        return "eye-off", "warning", QCoreApplication.translate("Pieces", "not seen yet")
    return "document", "muted", QCoreApplication.translate("Pieces", "not seen (optional)")
