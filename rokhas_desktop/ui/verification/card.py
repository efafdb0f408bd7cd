"""One file's verification: the verdict first, in plain words, then each signature."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from rokhas_desktop import catalogue
from rokhas_desktop.catalogue import Language
from rokhas_desktop.signing import report_words
from rokhas_desktop.signing.report import NOT_QUALIFIED_VALIDATION, Report, SignatureReport
from rokhas_desktop.ui.text import ltr, standing
from rokhas_desktop.ui.verification.flow import Entry
from rokhas_desktop.ui.widgets import Elided, Notice, Tone, button, card, label

TONES: dict[str, Tone] = {
    "TOTAL-PASSED": "good",
    "INDETERMINATE": "warning",
    "TOTAL-FAILED": "bad",
    "NO-SIGNATURE": "warning",
}
_LABEL_WIDTH = 230


class FileCard(QFrame):
    """A file that was verified, or waits."""

    content_wanted = Signal(object)  # Entry

    def __init__(self, entry: Entry, language: Language, waiting: str, choose: str) -> None:
        super().__init__()
        self._language = language
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame, column = card()
        outer.addWidget(frame)
        name = Elided(standing(entry.file.name, language), role="heading")
        column.addWidget(name)
        if entry.report is None:
            column.addWidget(label(waiting, role="muted"))
            return
        column.addWidget(verdict(entry.report, language))
        if entry.lacks_content:
            ask = button(choose)
            ask.clicked.connect(lambda: self.content_wanted.emit(entry))
            column.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeading)
        for number, one in enumerate(entry.report.signatures, 1):
            self._add(column, one, number, several=len(entry.report.signatures) > 1)

    def _add(self, column: QVBoxLayout, one: SignatureReport, number: int, *, several: bool) -> None:
        word = report_words.words(self._language)
        if several:
            column.addWidget(label(f"{word['signature']} {ltr(str(number))} · {word[one.verdict]}", role="strong"))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        lines = [
            (row.label, ltr(row.value) if row.ltr else row.value) for row in report_words.rows(one, self._language)
        ]
        lines += _told(word["reasons"], one.reasons if several else (), self._language)
        lines += _told(word["notes"], one.notes, self._language)
        for at, (name, value) in enumerate(lines):
            left = label(name, role="muted", wrap=True)
            left.setFixedWidth(_LABEL_WIDTH)
            right = label(standing(value, self._language), wrap=True, selectable=True)
            left.setBuddy(right)
            right.setAccessibleName(f"{name}: {value}")
            grid.addWidget(left, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(right, at, 1)
        column.addLayout(grid)


def verdict(found: Report, language: Language) -> Notice:
    """The conclusion, whether it is qualified, and what speaks against it."""
    word = report_words.words(language)
    codes = [found.code] if found.code else []
    codes += [code for one in found.signatures for code in one.reasons]
    colon = " : " if language == "fr" else ": "
    said = [f"{word['qualified']}{colon}{word[_qualified(found)]}"] if found.signatures else []
    said += [f"{_sentence(code, language)} {ltr(f'({code})')}" for code in dict.fromkeys(codes)]
    said += [_sentence(code, language) for code in found.notes if code != NOT_QUALIFIED_VALIDATION]
    if found.document_timestamps:
        said.append(f"{word['document_timestamps']}{colon}{ltr(str(found.document_timestamps))}")
    return Notice(TONES[found.verdict], f"{word[found.verdict]} {ltr(f'({found.verdict})')}", said)


def _qualified(found: Report) -> str:
    """Of all signatures: what one of them is not, the file is not."""
    each = {one.qualified for one in found.signatures}
    return "no" if "no" in each else "undetermined" if "undetermined" in each else "yes"


def _told(name: str, codes: Iterable[str], language: Language) -> list[tuple[str, str]]:
    said = [_sentence(code, language) for code in codes]
    return [(name, "\n".join(said))] if said else []


def _sentence(code: str, language: Language) -> str:
    return catalogue.entry(code).text(language).sentence
