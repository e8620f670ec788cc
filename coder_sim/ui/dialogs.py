"""What the window asks before work could be lost, and how it gathers what is half typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QMessageBox, QWidget

UNSAVED = "A draft could not be saved"
UNSAVED_DETAIL = (
    "The disk does not take it. Stay to make room and try again, or close without the changes "
    "since the last save."
)


def leave_unsaved(parent: QWidget) -> bool:
    """Ask whether to close without saving; staying is what Enter and Esc do."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setText(UNSAVED)
    box.setInformativeText(UNSAVED_DETAIL)
    stay = box.addButton("Stay", QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton("Close without saving", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    chosen = box.clickedButton() is leave
    box.deleteLater()
    return chosen


def commit_editor(focused: QWidget | None) -> None:
    """Close the editor of a table cell, if that is what has the keyboard, keeping its text."""
    view = focused.parentWidget() if focused is not None else None
    while view is not None and not isinstance(view, QAbstractItemView):
        view = view.parentWidget()
    if view is not None:
        view.setFocus(Qt.FocusReason.OtherFocusReason)
