"""The settings' page: a card a subject, a line a setting, and under it when it counts or who fixed it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from rokhas_desktop.catalogue import LANGUAGES, Language
from rokhas_desktop.choices import Standing
from rokhas_desktop.errors import RokhasError
from rokhas_desktop.ui.preferences.flow import Facts
from rokhas_desktop.ui.text import ltr, size
from rokhas_desktop.ui.widgets import Notice, NoticeBar, button, card, label

WIDEST = 760
KB = 1024
RATES = (0, 128 * KB, 256 * KB, 512 * KB, 1024 * KB, 4096 * KB)
DAYS = (0, 7, 30, 90, 365)
_LANGUAGES = {"fr": "Français", "ar": "العربية", "en": "English"}


class Setting(QWidget):
    """A caption, a control for it, and what is to be known of it."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 8)
        column.setSpacing(4)
        self.caption = label(role="strong", wrap=True)
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.activated.connect(lambda _row: self.chosen.emit(self.box.currentData()))
        self.caption.setBuddy(self.box)
        self.hint = label(role="muted", wrap=True)
        for part in (self.caption, self.box, self.hint):
            column.addWidget(part)

    def show_choice(self, caption: str, hint: str, options: Sequence[tuple[str, object]], value: object) -> None:
        """A value that is not among those that are offered is offered as it is."""
        self.caption.setText(caption)
        self.hint.setText(hint)
        self.box.setAccessibleName(caption)
        self.box.setAccessibleDescription(hint)
        self.box.clear()
        for text, data in options:
            self.box.addItem(text, data)
        values = [data for _text, data in options]
        if value not in values:
            self.box.addItem(ltr(str(value)), value)
            values.append(value)
        self.box.setCurrentIndex(values.index(value))


class SettingsPage(QWidget):
    """Shows the facts and says what the person wants; writes nothing itself."""

    change_wanted = Signal(str, object)
    module_wanted = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.language: Language = "fr"
        self._facts: Facts | None = None
        self._at_once = False
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 16, 20, 16)
        inner = QWidget()
        inner.setMaximumWidth(WIDEST)
        outer.addStretch(1)
        outer.addWidget(inner, 100)
        outer.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        head = QHBoxLayout()
        self._title = label(role="title")
        self._back = button()
        self._back.clicked.connect(self.left)
        head.addWidget(self._title, 1)
        head.addWidget(self._back)
        column.addLayout(head)
        self._told = Notice("good")
        self._told.hide()
        self._error = NoticeBar()
        column.addWidget(self._told)
        column.addWidget(self._error)
        self._heads: list[QLabel] = []
        self._build_cards(column)
        column.addStretch(1)
        self._say()

    def _build_cards(self, column: QVBoxLayout) -> None:
        self.settings: dict[str, Setting] = {}
        subjects = (
            ("language", "theme"),
            ("net.proxy", "net.rate_down", "net.rate_up"),
            ("token.module",),
            ("store.retention_days",),
        )
        for names in subjects:
            inside = self._card(column)
            for name in names:
                setting = self.settings[name] = Setting()
                inside.addWidget(setting)
                if name == "token.module":
                    setting.chosen.connect(lambda path: self.module_wanted.emit(path or ""))
                elif name == "net.proxy":
                    setting.chosen.connect(self._choose_proxy)
                    inside.addLayout(self._build_proxy())
                else:
                    setting.chosen.connect(lambda value, name=name: self.change_wanted.emit(name, value))
        inside = self._card(column)
        self._facts_told = label(wrap=True, selectable=True)
        inside.addWidget(self._facts_told)

    def _card(self, column: QVBoxLayout) -> QVBoxLayout:
        frame, inside = card()
        head = label(role="heading", wrap=True)
        inside.addWidget(head)
        self._heads.append(head)
        column.addWidget(frame)
        return inside

    def _build_proxy(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.address = QLineEdit()
        self.address.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.address.setPlaceholderText("http://proxy.example.org:8080")
        self.address.returnPressed.connect(self._keep_address)
        self.keep = button()
        self.keep.clicked.connect(self._keep_address)
        row.addWidget(self.address, 1)
        row.addWidget(self.keep)
        return row

    def _choose_proxy(self, value: object) -> None:
        own = value not in {"system", "none"}
        self._show_address(own)
        if own:
            self.address.setFocus()
        else:
            self.change_wanted.emit("net.proxy", value)

    def _keep_address(self) -> None:
        self.change_wanted.emit("net.proxy", self.address.text().strip())

    def _show_address(self, shown: bool) -> None:
        self.address.setVisible(shown)
        self.keep.setVisible(shown)

    def show_facts(self, facts: Facts) -> None:
        """Show the settings as they are."""
        self._facts = facts
        self._say()

    def show_saved(self, standing: Standing | None) -> None:
        """A value was written; None is the key's module."""
        self._error.hide()
        self._at_once = standing is not None and standing.at_once
        self._told.show()
        self._say_saved()

    def _say_saved(self) -> None:
        now, later = self.tr("It counts at once."), self.tr("It counts when the program is started again.")
        self._told.show_text("good", self.tr("Saved."), [now if self._at_once else later])

    def show_error(self, error: RokhasError) -> None:
        """A value was refused, or could not be written."""
        self._told.hide()
        self._error.show_error(error, self.language)

    def forget_news(self) -> None:
        """The page is opened anew."""
        self._told.hide()
        self._error.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._error.hide()
            self._say_saved()
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self._title.setText(self.tr("Settings"))
        self._back.setText(self.tr("Back"))
        self.keep.setText(self.tr("Save"))
        self.address.setAccessibleName(self.tr("Address of the proxy"))
        heads = (
            self.tr("Language and look"),
            self.tr("Network"),
            self.tr("Your key"),
            self.tr("What stays on this PC"),
        )
        for head, text in zip(self._heads, (*heads, self.tr("Fixed for you")), strict=True):
            head.setText(text)
        facts = self._facts
        if facts is None:
            self._show_address(False)
            return
        for standing in facts.standings:
            self._say_one(standing)
        everything: list[tuple[str, object]] = [(self.tr("Every software that is found"), "")]
        modules = [*everything, *((ltr(one.name), one.path) for one in facts.modules)]
        hint = self.tr("The software that drives your key. Choose one only where another disturbs it.")
        hint += " " + self._when(at_once=False)
        self.settings["token.module"].show_choice(self.tr("Software of the key"), hint, modules, facts.module or "")
        self._facts_told.setText("\n".join(self._told_facts(facts)))

    def _say_one(self, standing: Standing) -> None:
        setting = self.settings[standing.name]
        caption, more, options = self._words(standing)
        if standing.locked:
            hint = self.tr("Fixed by the administrator of this computer.")
        else:
            hint = f"{more} {self._when(at_once=standing.at_once)}".strip()
        value = standing.value
        if standing.name == "net.proxy":
            own = value not in {"system", "none"}
            self._show_address(own and not standing.locked)
            self.address.setText(str(value) if own else "")
            value = value if not own or standing.locked else "own"
        setting.show_choice(caption, hint, options, value)
        setting.box.setEnabled(not standing.locked)

    def _when(self, *, at_once: bool) -> str:
        return self.tr("Counts at once.") if at_once else self.tr("Counts after a restart of the program.")

    def _words(self, standing: Standing) -> tuple[str, str, list[tuple[str, object]]]:
        """Caption, what is to be known, and the values that are offered."""
        if standing.name == "language":
            return self.tr("Language"), "", [(_LANGUAGES[one], one) for one in LANGUAGES]
        if standing.name == "theme":
            looks: list[tuple[str, object]] = [
                (self.tr("As the system"), "system"),
                (self.tr("Light"), "light"),
                (self.tr("Dark"), "dark"),
                (self.tr("High contrast"), "contrast"),
            ]
            return self.tr("Look"), self.tr("Nothing in this window moves by itself."), looks
        if standing.name == "net.proxy":
            ways: list[tuple[str, object]] = [
                (self.tr("As the system"), "system"),
                (self.tr("None"), "none"),
                (self.tr("One address for everything"), "own"),
            ]
            return self.tr("Proxy"), self.tr("The way through your office's network."), ways
        if standing.name == "store.retention_days":
            days: list[tuple[str, object]] = [(self.tr("%n day(s)", "", one), float(one)) for one in DAYS]
            days[0] = self.tr("Not at all"), 0.0
            text = self.tr("The files of an act are removed this long after the platform received them.")
            return self.tr("Keep signed files here for"), text, days
        rates = [(self._rate(one), one) for one in RATES]
        text = self.tr("So that the others in the office can work while plans are transferred.")
        down = standing.name == "net.rate_down"
        return (self.tr("Most for receiving") if down else self.tr("Most for sending")), text, list(rates)

    def _rate(self, rate: int) -> str:
        return self.tr("%1 a second").replace("%1", size(rate, self.language)) if rate else self.tr("No limit")

    def _told_facts(self, facts: Facts) -> list[str]:
        yes, no = self.tr("yes"), self.tr("no")
        place = self.tr("the system's keyring") if facts.key_place == "keyring" else self.tr("a private file")
        pairs = (
            (self.tr("Platform"), ltr(facts.platform) if facts.platform else self.tr("none yet")),
            (self.tr("Keys to what is kept here"), place),
            (self.tr("Level of the signatures"), ltr(facts.level)),
            (self.tr("The decision must have been seen"), yes if facts.decision else no),
            (self.tr("The plans must have been seen"), yes if facts.plans else no),
        )
        pair = self.tr("%1: %2")
        return [pair.replace("%1", caption).replace("%2", value) for caption, value in pairs]
