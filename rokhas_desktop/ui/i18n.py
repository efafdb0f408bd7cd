"""The window's language: Qt's translators, direction, fonts."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from rokhas_desktop import resources
from rokhas_desktop.catalogue import Language

FAMILIES = ["Noto Sans", "Noto Naskh Arabic"]


class Languages(QObject):
    """Switches the language while the window is open; widgets get QEvent.LanguageChange from Qt."""

    changed = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._translators: list[QTranslator] = []
        self.current: Language = "fr"
        for name in ("NotoSans-Regular", "NotoSans-Bold", "NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold"):
            QFontDatabase.addApplicationFontFromData(resources.read_bytes(f"fonts/{name}.ttf"))

    def switch(self, language: Language) -> None:
        """Show everything in ``language``, right to left for Arabic."""
        for old in self._translators:
            self._app.removeTranslator(old)
        self._translators = []
        self.current = language
        folder = str(resources.path_of("translations"))
        self._load(f"rokhas_{language}", folder)
        self._load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        territory = QLocale.Country.Morocco if language != "en" else QLocale.Country.UnitedKingdom
        QLocale.setDefault(QLocale(_QT_LANGUAGES[language], territory))
        right_to_left = language == "ar"
        self._app.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        font = QFont(self._app.font())
        font.setFamilies(FAMILIES[::-1] if right_to_left else FAMILIES)
        font.setPointSizeF(11.0 if right_to_left else 10.0)
        self._app.setFont(font)
        self.changed.emit(language)

    def _load(self, name: str, folder: str) -> None:
        translator = QTranslator(self)
        if translator.load(name, folder):
            self._app.installTranslator(translator)
            self._translators.append(translator)


_QT_LANGUAGES = {
    "fr": QLocale.Language.French,
    "ar": QLocale.Language.Arabic,
    "en": QLocale.Language.English,
}
