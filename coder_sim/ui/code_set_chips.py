"""The row of buttons that says in which code sets the finder searches."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from coder_sim.domain.code_set import System
from coder_sim.ui.theme import XS, Look


class CodeSetChips(QWidget):
    """All code sets of a case, or one of them."""

    chosen = Signal()
    """The user chose; loading a case does not count."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._systems: tuple[System, ...] = ()
        self._chips = QButtonGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(XS)
        self._chips.buttonClicked.connect(self._on_clicked)
        look.changed.connect(self._tint)

    def offer(self, systems: Sequence[System]) -> None:
        """Offer these code sets, all of them chosen."""
        self._systems = tuple(systems)
        for button in self._chips.buttons():
            self._chips.removeButton(button)
            self._row.removeWidget(button)
            button.deleteLater()
        for number, name in enumerate(("All", *self._systems)):
            chip = QToolButton()
            chip.setText(str(name))
            chip.setCheckable(True)
            chip.setChecked(number == 0)
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setAccessibleName(f"Search in {name}" if number else "Search in all code sets")
            self._chips.addButton(chip, number)
            self._row.addWidget(chip)
        self._tint()

    def tell(self, editions: Mapping[System, str]) -> None:
        """Name the edition of each code set in its tip."""
        for number, system in enumerate(self._systems, start=1):
            edition = editions.get(system, "edition not known")
            self._chips.button(number).setToolTip(f"{system}, {edition}")

    def asked(self) -> tuple[System, ...]:
        """Return the code sets to search in."""
        number = self._chips.checkedId()
        return (self._systems[number - 1],) if number > 0 else self._systems

    def step(self) -> None:
        """Choose the next code set; after the last one, all again."""
        if chips := self._chips.buttons():
            chips[(self._chips.checkedId() + 1) % len(chips)].click()

    def _tint(self) -> None:
        """Make the chosen code set stand out: the style's own pressed look is too faint."""
        for chip in self._chips.buttons():
            palette = QPalette(self.palette())
            if chip.isChecked():
                palette.setColor(QPalette.ColorRole.Button, self._look.theme.accent)
                palette.setColor(QPalette.ColorRole.ButtonText, self._look.theme.on_accent)
            chip.setPalette(palette)

    def _on_clicked(self) -> None:
        self._tint()
        self.chosen.emit()
