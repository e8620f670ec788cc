"""The actions of the workspace, made in one place: menus, palette and keys share them."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QUndoStack
from PySide6.QtWidgets import QWidget

from coder_sim.ui.actions import Verb
from coder_sim.ui.theme import Look


@dataclass(frozen=True, slots=True)
class WorkspaceActions:
    """Every action of the workspace, in menu order."""

    find_code: QAction
    next_code_set: QAction
    find_in_chart: QAction
    next_document: QAction
    previous_document: QAction
    next_evidence: QAction
    previous_evidence: QAction
    link_evidence: QAction
    unlink_evidence: QAction
    highlight: QAction
    write_note: QAction
    note_list: QAction
    add_query: QAction
    move_up: QAction
    move_down: QAction
    make_first: QAction
    paste_codes: QAction
    undo: QAction
    redo: QAction
    next_pane: QAction
    previous_pane: QAction
    exam: QAction
    submit: QAction

    def all(self) -> list[QAction]:
        """Return them in menu order."""
        return [getattr(self, name) for name in self.__slots__]


def make_actions(owner: QWidget, stack: QUndoStack, look: Look) -> WorkspaceActions:
    """Make the actions; their keys work while the keyboard is anywhere in ``owner``."""

    def action(name: str, text: str, keys: str, icon: str = "") -> QAction:
        made = Verb(look, text, keys, icon, owner, f"workspace.{name}")
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        owner.addAction(made)
        return made

    actions = WorkspaceActions(
        find_code=action("find_code", "Find a code", "Ctrl+K", "search"),
        next_code_set=action("next_code_set", "Search in the next code set", "Ctrl+L", "library"),
        find_in_chart=action("find_in_chart", "Find in chart", "Ctrl+F", "chart"),
        next_document=action("next_document", "Next document", "Ctrl+PgDown", "document"),
        previous_document=action("previous_document", "Previous document", "Ctrl+PgUp"),
        next_evidence=action("next_evidence", "Next linked passage", "F8", "evidence"),
        previous_evidence=action("previous_evidence", "Previous linked passage", "Shift+F8"),
        link_evidence=action("link_evidence", "Link selected text to the line", "Ctrl+E", "link"),
        unlink_evidence=action("unlink_evidence", "Unlink the line's passages", "Ctrl+Shift+E"),
        highlight=action("highlight", "Highlight selected text", "Ctrl+H", "marker"),
        write_note=action("write_note", "Note on selected text", "Ctrl+J", "pen"),
        note_list=action("note_list", "Show or hide highlights and notes", "Ctrl+Shift+J"),
        add_query=action("add_query", "Query the provider", "Ctrl+Shift+Q", "query"),
        move_up=action("move_up", "Move line up", "Alt+Up", "up"),
        move_down=action("move_down", "Move line down", "Alt+Down", "down"),
        make_first=action("make_first", "Make line first of its group", "Alt+Home", "first"),
        paste_codes=action("paste_codes", "Paste a list of codes", "Ctrl+Shift+V", "list"),
        undo=action("undo", "Undo", "Ctrl+Z", "undo"),
        redo=action("redo", "Redo", "Ctrl+Shift+Z", "redo"),
        next_pane=action("next_pane", "Next pane", "F6"),
        previous_pane=action("previous_pane", "Previous pane", "Shift+F6"),
        exam=action("exam", "Exam mode: no prompts", ""),
        submit=action("submit", "Submit", "F9", "submit"),
    )
    actions.exam.setCheckable(True)
    for step, can in (
        (actions.undo, stack.canUndoChanged),
        (actions.redo, stack.canRedoChanged),
    ):
        step.setEnabled(False)
        can.connect(step.setEnabled)
    return actions


class ShortcutYield(QObject):
    """Keeps text boxes from claiming keys that belong to the workspace, such as Ctrl+Z."""

    def __init__(self, actions: WorkspaceActions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions.all()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            key = QKeySequence(event.keyCombination())
            # Asked anew each time: the user may give actions other keys.
            yielded = any(key in action.shortcuts() for action in self._actions)
            if yielded:
                event.ignore()
            return yielded
        return super().eventFilter(watched, event)
