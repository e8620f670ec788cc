"""The code card: everything the code sets say about one code, own words first."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from coder_sim.domain.books import IndexEntry
from coder_sim.domain.code_set import Code, InstructionalNote, NoteKind, System
from coder_sim.domain.facts import CodeReference
from coder_sim.domain.tabular import TabularNode
from coder_sim.ui.actions import Hint
from coder_sim.ui.card_writer import CardWriter
from coder_sim.ui.code_effects import effects
from coder_sim.ui.code_marks import CodeMarks
from coder_sim.ui.entry_card import write_entry
from coder_sim.ui.line_state import day_words, heading_words
from coder_sim.ui.note_links import named_codes
from coder_sim.ui.seventh_character import choices
from coder_sim.ui.theme import Look, M, S
from coder_sim.wording.notes import clean_lines

_CHAPTER_LINK = "chapter-notes"
_CODE_LINK = "code"
_PCS_LENGTH = 7
_STRONG_KINDS = {NoteKind.EXCLUDES1, NoteKind.CODE_FIRST}
_Shown = Code | TabularNode | IndexEntry | str | tuple[Hint, ...] | None
"""A code, a chapter or section, an index entry, the first characters of a procedure, or keys."""


class CodeCard(QTextBrowser):
    """Breadcrumb, title, validity, instructional notes with their source, 7th characters.

    Text is inserted with formats, never parsed as HTML.
    """

    code_followed = Signal(object, str)
    """A ``System`` and a code or heading in normal form: a link was taken."""

    def __init__(self, facts: CodeReference, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._look = look
        self._shown: _Shown = None
        self._day = date.max
        self._picker = False
        self._chapter_open = False
        self._marks: CodeMarks | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName("Code card")
        self.document().setDocumentMargin(M)
        self.document().setDefaultFont(look.fonts.body)
        self.anchorClicked.connect(self._on_link)
        look.changed.connect(self._rebuild)

    def keep_marks(self, marks: CodeMarks) -> None:
        """Show the learner's own notes on codes from now on."""
        self._marks = marks
        marks.changed.connect(self._rebuild)

    def show_code(self, code: Code | None, day: date) -> None:
        """Show a code as of ``day``; None empties the card."""
        self._show(code, day)

    def show_node(self, node: TabularNode, day: date) -> None:
        """Show a code, heading, section or chapter of the Tabular List.

        Its picker stands above: the card need not list the 7th characters once more.
        """
        self._show(node.code or node, day, picker=True)

    def show_entry(self, entry: IndexEntry, day: date) -> None:
        """Show a term of an index book, its codes as links."""
        self._show(entry, day)

    def show_characters(self, characters: str, day: date) -> None:
        """Show what the characters of an ICD-10-PCS code chosen so far mean."""
        self._show(characters, day)

    def show_keys(self, hints: Sequence[Hint]) -> None:
        """Tell, in place of a code, which keys there are."""
        self._show(tuple(hints), self._day)

    def shown_code(self) -> Code | None:
        """Return the code on the card, None where it shows something else."""
        return self._shown if isinstance(self._shown, Code) else None

    def _show(self, shown: _Shown, day: date, *, picker: bool = False) -> None:
        if (shown, day, picker) != (self._shown, self._day, self._picker):
            self._shown, self._day, self._picker = shown, day, picker
            self._rebuild()

    def _rebuild(self) -> None:
        self.clear()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        writer = CardWriter(cursor, self._look)
        match self._shown:
            case Code() as code:
                self._code(writer, code)
            case TabularNode() as node:
                writer.line(node.system.value, small=True)
                writer.line(f"{node.name}  {node.title}", strong=True)
            case IndexEntry() as entry:
                write_entry(writer, entry, self._facts, self._day)
            case str() as characters:
                self._axes(writer, characters, defined=True)
            case tuple() as hints:
                for hint in hints:
                    writer.line(hint.keys, strong=True)
                    writer.more(f"   {hint.what}", small=True)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _code(self, writer: CardWriter, code: Code) -> None:
        self._head(writer, code)
        if code.system is System.ICD10CM:
            # What is still to be chosen comes first; once chosen, the notes matter more.
            if not code.billable:
                self._seventh(writer, code)
            self._notes(writer, code)
            if code.billable:
                self._seventh(writer, code)
        elif code.system is System.ICD10PCS:
            writer.line("Characters", strong=True, space=S)
            self._axes(writer, code.code, defined=False)

    def _head(self, writer: CardWriter, code: Code) -> None:
        trail = self._facts.breadcrumb(code.system, code.code, self._day) or (code.system.value,)
        writer.line("  /  ".join(trail), small=True)
        writer.line(f"{code.display}  {code.title or 'Title not loaded'}", strong=True)
        if code.billable:
            period = f"valid from {day_words(code.valid_from)}"
            if code.valid_to < date.max:
                period = f"valid {day_words(code.valid_from)} to {day_words(code.valid_to)}"
            writer.line(f"Billable, {period}", small=True)
        else:
            words = heading_words(code, self._facts, self._day)
            writer.line(f"Not billable: {words}", warn=True)
        if found := effects(code, self._facts, self._day):
            writer.line("  \N{MIDDLE DOT}  ".join(found), small=True)
        if self._marks is not None and (mark := self._marks.of(code)):
            if mark.favourite:
                writer.line("Favourite", small=True)
            for number, line in enumerate(mark.note.splitlines()):
                writer.line("" if number else "Your note   ", strong=True, space=0 if number else S)
                writer.more(line)

    def _seventh(self, writer: CardWriter, code: Code) -> None:
        characters = self._facts.seventh_characters(code.code, self._day)
        if not characters or (self._picker and choices(code, self._facts, self._day)):
            return
        writer.line("7th character", strong=True, space=S)
        for each in characters:
            chosen = len(code.code) == _PCS_LENGTH and code.code[-1] == each.character
            writer.line(f"{each.character}   {each.meaning}", strong=chosen, indent=1)

    def _notes(self, writer: CardWriter, code: Code) -> None:
        wide = []
        for note in self._facts.notes(code.code, self._day):
            if note.kind is NoteKind.SEVENTH:
                continue
            if note.node.startswith("chapter"):
                wide.append(note)
            else:
                self._note(writer, note, code)
        if wide:
            self._chapter_notes(writer, wide, code)

    def _chapter_notes(
        self, writer: CardWriter, wide: Sequence[InstructionalNote], code: Code
    ) -> None:
        verb = "Hide" if self._chapter_open else "Show"
        count = f"{len(wide)} notes" if len(wide) > 1 else "1 note"
        writer.line("", space=S)
        writer.link(f"{verb} {count} on the whole {wide[0].node}", _CHAPTER_LINK)
        for note in wide if self._chapter_open else ():
            self._note(writer, note, code)

    def _note(self, writer: CardWriter, note: InstructionalNote, code: Code) -> None:
        kind = note.kind.value[0].upper() + note.kind.value[1:]
        own = note.node.replace(".", "") == code.code
        title = note.node_title.removesuffix(f"({note.node})").rstrip()
        writer.line(kind, strong=True, space=S, warn=note.kind in _STRONG_KINDS)
        if not own:
            writer.more(f"   from {note.node} {title}".rstrip(), small=True)
        for line in clean_lines(note.lines):
            writer.line("", indent=1)
            self._linked(writer, line)

    def _linked(self, writer: CardWriter, line: str) -> None:
        """Write a line of a note, the codes it names as links."""
        at = 0
        for named in named_codes(line):
            if self._facts.ever(System.ICD10CM, named.code) is None:
                continue
            writer.more(line[at : named.start])
            target = f"{_CODE_LINK}:{System.ICD10CM.value}:{named.code}"
            writer.link(line[named.start : named.end], target)
            at = named.end
        writer.more(line[at:])

    def _axes(self, writer: CardWriter, characters: str, *, defined: bool) -> None:
        tables = self._facts.procedures
        for position, character in enumerate(characters[:_PCS_LENGTH], start=1):
            label = self._facts.axis_label(characters, position, self._day)
            writer.line(f"{position}   {character}   {label}".rstrip(), indent=1)
            said = tables.definition(characters, position, self._day) if defined else None
            for text in _defined(said.definition, said.explanation) if said else ():
                writer.line(text, small=True, indent=3)

    def _on_link(self, link: QUrl | str) -> None:
        target = link.toString() if isinstance(link, QUrl) else link
        if target == _CHAPTER_LINK:
            place = self.verticalScrollBar().value()
            self._chapter_open = not self._chapter_open
            self._rebuild()
            self.verticalScrollBar().setValue(place)
        elif target.startswith(f"{_CODE_LINK}:"):
            _, system, code = target.split(":")
            self.code_followed.emit(System(system), code)


def _defined(*texts: str) -> Iterable[str]:
    return filter(None, texts)


def scroll(card: QTextBrowser, pages: float) -> None:
    """Scroll a card by pages while the keyboard stays elsewhere."""
    bar = card.verticalScrollBar()
    bar.setValue(bar.value() + round(pages * bar.pageStep()))
