"""The strip above a page: what is on it, and what can be done with it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coder_sim.ui.actions import keys_of
from coder_sim.ui.theme import DIM, XS, L, Look, M, S


class ElidedLabel(QLabel):
    """One line of plain text that ends in an ellipsis where the width does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_whole(self, text: str) -> None:
        """Show a text; what is cut off stands in the tool tip."""
        self._whole = text
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")
        self.setAccessibleName(self._whole)


class ActionButton(QPushButton):
    """A button for an action, with its first key on it; a primary one is filled."""

    def __init__(
        self, action: QAction, look: Look, primary: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._action, self._look, self._primary = action, look, primary
        self.setIconSize(QSize(look.icon_side + 2, look.icon_side + 2))
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_changed)
        look.changed.connect(self._on_changed)
        self._on_changed()

    def _on_changed(self) -> None:
        keys = keys_of(self._action).partition(" or ")[0]
        self.setText(f"{self._action.text()}   {keys}" if keys else self._action.text())
        self.setAccessibleName(self._action.text())
        self.setToolTip(f"{self._action.text()}  ({keys_of(self._action)})" if keys else "")
        self.setEnabled(self._action.isEnabled())
        if not self._primary:
            self.setIcon(self._action.icon())
            return
        theme = self._look.theme
        palette = QPalette()
        palette.setColor(QPalette.ColorGroup.Active, QPalette.ColorRole.Button, theme.accent)
        palette.setColor(QPalette.ColorGroup.Inactive, QPalette.ColorRole.Button, theme.accent)
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, QPalette.ColorRole.ButtonText, theme.on_accent)
        self.setPalette(palette)


class PageHeader(QWidget):
    """Title and one line below it on the left, buttons on the right."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.title = ElidedLabel()
        self.title.setFont(look.fonts.title)
        self.subtitle = ElidedLabel()
        self.subtitle.setForegroundRole(DIM)
        words = QVBoxLayout()
        words.setSpacing(XS)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(L, M, L, M)
        self._row.setSpacing(S)
        self._row.addLayout(words, 1)

    def show_words(self, title: str, subtitle: str) -> None:
        """Set the two lines; an empty second line takes no room."""
        self.title.set_whole(title)
        self.subtitle.set_whole(subtitle)
        self.subtitle.setVisible(bool(subtitle))

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget at the right end."""
        self._row.addWidget(widget)

    def add_action(self, action: QAction, primary: bool = False) -> ActionButton:
        """Put a button for an action at the right end."""
        button = ActionButton(action, self._look, primary)
        self._row.addWidget(button)
        return button
