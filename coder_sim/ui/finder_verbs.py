"""What can be done in the code finder, as actions with keys."""

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction

from coder_sim.ui.actions import Hint, Verb, keys_of
from coder_sim.ui.theme import Look

HINTS = (
    Hint("Up, Down", "Choose among the codes found"),
    Hint("Alt+1 to Alt+9", "Add the code with that number"),
    Hint("Shift+PgUp, PgDown", "Scroll the code card"),
    Hint("Esc", "One level up"),
)
"""Keys of the box that are no actions."""


@dataclass(frozen=True, slots=True)
class FinderVerbs:
    """The actions of the code finder, in menu order."""

    add: QAction
    add_first: QAction
    in_tabular: QAction
    beside: QAction
    tabular: QAction
    index: QAction
    tables: QAction
    back: QAction
    forward: QAction
    favourite: QAction
    note: QAction
    billable: QAction
    filter: QAction

    def all(self) -> tuple[QAction, ...]:
        """Return them in order."""
        return tuple(getattr(self, field.name) for field in fields(self))


def finder_verbs(look: Look, parent: QObject) -> FinderVerbs:
    """Make the actions; the finder connects them and says where their keys work."""

    def verb(name: str, text: str, keys: str, icon: str = "") -> Verb:
        made = Verb(look, text, keys, icon, parent, f"finder.{name}")
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        return made

    made = FinderVerbs(
        add=verb("on_add", "Add the code found", "Return, Enter", "add"),
        add_first=verb(
            "on_add_first", "Add it as principal or first-listed", "Ctrl+Return, Ctrl+Enter"
        ),
        in_tabular=verb(
            "in_tabular", "Open it in the Tabular List", "Shift+Return, Shift+Enter", "expand"
        ),
        beside=verb("beside", "List the codes beside it", "Ctrl+Shift+Return", "list"),
        tabular=verb("tabular", "Tabular List", "Ctrl+T", "library"),
        index=verb("index", "Alphabetic Index and tables", "Ctrl+I", "library"),
        tables=verb("tables", "Build an ICD-10-PCS code", "Ctrl+P", "library"),
        back=verb("back", "Back in the code books", "Ctrl+["),
        forward=verb("forward", "Forward in the code books", "Ctrl+]"),
        favourite=verb("favourite", "Favourite code, on or off", "Ctrl+D"),
        note=verb("note", "Note on the code...", "Ctrl+Shift+N", "note"),
        billable=verb("billable", "Billable codes only", "Ctrl+Shift+L"),
        filter=verb("filter", "Filter the codes found...", "Ctrl+Shift+F"),
    )
    made.billable.setCheckable(True)
    for each in (made.add, made.add_first, made.in_tabular, made.beside):
        each.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    return made


def hints_of(verbs: FinderVerbs) -> list[Hint]:
    """Return the keys to tell while the box is empty."""
    return [*(Hint(keys_of(each), each.text()) for each in verbs.all()), *HINTS]
