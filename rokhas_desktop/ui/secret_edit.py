"""The field that secrets are typed into."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit


class SecretEdit(QLineEdit):
    """Shows nothing, offers nothing to copy, teaches no input method; ``take`` empties it."""

    def __init__(self, longest: int) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(longest)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )
        # Control characters are never part of a PIN (PKCS#11 v3.1, 5.6.8: UTF-8 characters).
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"[^\p{Cc}]*"), self))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    @property
    def size_typed(self) -> int:
        """Bytes of UTF-8."""
        return len(self.text().encode("utf-8"))

    def take(self) -> bytearray:
        """What was typed, for its one use; the field is empty afterwards."""
        typed = bytearray(self.text(), "utf-8")
        self.clear()
        return typed
