"""What the window asks before work could be lost, and how it gathers what is half typed."""

from pathlib import Path

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


BUG = "Something went wrong inside the program"
BUG_DETAIL = (
    "Attempts and saved drafts are safe, and what is on the sheet now is being saved. You can go "
    "on. If it happens again, close Coder Sim and start it anew."
)


def tell_bug(parent: QWidget, report: Path | None) -> QMessageBox:
    """Say that the program has a fault, and where its report is; work goes on behind it."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(BUG)
    where = (
        f"A report without any chart text or answers is in {report}"
        if report
        else "No report of it could be written."
    )
    box.setInformativeText(f"{BUG_DETAIL}\n\n{where}")
    box.setWindowModality(Qt.WindowModality.NonModal)
    box.show()
    return box


def commit_editor(focused: QWidget | None) -> None:
    """Close the editor of a table cell, if that is what has the keyboard, keeping its text."""
    view = focused.parentWidget() if focused is not None else None
    while view is not None and not isinstance(view, QAbstractItemView):
        view = view.parentWidget()
    if view is not None:
        view.setFocus(Qt.FocusReason.OtherFocusReason)
