"""The code card: everything the code sets say about one code, own words first."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from coder_sim.domain.code_set import Code, InstructionalNote, NoteKind, System
from coder_sim.domain.facts import CodeFacts
from coder_sim.ui.actions import Hint
from coder_sim.ui.line_state import day_words, heading_words
from coder_sim.ui.theme import Look, M, S
from coder_sim.wording.notes import clean_lines

_CHAPTER_LINK = "chapter-notes"
_PCS_LENGTH = 7
_STRONG_KINDS = {NoteKind.EXCLUDES1, NoteKind.CODE_FIRST}


class CodeCard(QTextBrowser):
    """Breadcrumb, title, validity, instructional notes with their source, 7th characters.

    Text is inserted with formats, never parsed as HTML.
    """

    def __init__(self, facts: CodeFacts, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._look = look
        self._code: Code | None = None
        self._day = date.max
        self._chapter_open = False
        self._hints: tuple[Hint, ...] = ()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setAccessibleName("Code card")
        self.document().setDocumentMargin(M)
        self.document().setDefaultFont(look.fonts.body)
        self.anchorClicked.connect(self._on_link)
        look.changed.connect(self._rebuild)

    def show_code(self, code: Code | None, day: date) -> None:
        """Show a code as of ``day``; None empties the card."""
        if (code, day) != (self._code, self._day) or self._hints:
            self._code, self._day, self._hints = code, day, ()
            self._rebuild()

    def show_keys(self, hints: Sequence[Hint]) -> None:
        """Tell, in place of a code, which keys there are."""
        self._code, self._hints = None, tuple(hints)
        self._rebuild()

    def _rebuild(self) -> None:
        self.clear()
        if self._code is None:
            self._keys()
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        self._head(cursor, self._code)
        if self._code.system is System.ICD10CM:
            # What is still to be chosen comes first; once chosen, the notes matter more.
            if not self._code.billable:
                self._seventh(cursor, self._code)
            self._notes(cursor, self._facts.notes(self._code.code, self._day))
            if self._code.billable:
                self._seventh(cursor, self._code)
        elif self._code.system is System.ICD10PCS:
            self._axes(cursor, self._code)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _keys(self) -> None:
        cursor = self.textCursor()
        for number, hint in enumerate(self._hints):
            self._write(cursor, hint.keys, strong=True, first=not number)
            cursor.insertText(f"   {hint.what}", self._format(small=True))

    def _head(self, cursor: QTextCursor, code: Code) -> None:
        trail = self._facts.breadcrumb(code.system, code.code, self._day) or (code.system.value,)
        self._write(cursor, "  /  ".join(trail), small=True, first=True)
        self._write(cursor, f"{code.display}  {code.title or 'Title not loaded'}", strong=True)
        if code.billable:
            period = f"valid from {day_words(code.valid_from)}"
            if code.valid_to < date.max:
                period = f"valid {day_words(code.valid_from)} to {day_words(code.valid_to)}"
            self._write(cursor, f"Billable, {period}", small=True)
        else:
            words = heading_words(code, self._facts, self._day)
            self._write(cursor, f"Not billable: {words}", warn=True)

    def _seventh(self, cursor: QTextCursor, code: Code) -> None:
        characters = self._facts.seventh_characters(code.code, self._day)
        if not characters:
            return
        self._write(cursor, "7th character", strong=True, space=S)
        for each in characters:
            chosen = len(code.code) == 7 and code.code[6] == each.character
            self._write(cursor, f"{each.character}   {each.meaning}", strong=chosen, indent=True)

    def _notes(self, cursor: QTextCursor, notes: Iterable[InstructionalNote]) -> None:
        wide = []
        for note in notes:
            if note.kind is NoteKind.SEVENTH:
                continue
            if note.node.startswith("chapter"):
                wide.append(note)
            else:
                self._note(cursor, note)
        if not wide:
            return
        verb = "Hide" if self._chapter_open else "Show"
        count = f"{len(wide)} notes" if len(wide) > 1 else "1 note"
        self._write(cursor, f"{verb} {count} on the whole {wide[0].node}", link=True, space=S)
        if self._chapter_open:
            for note in wide:
                self._note(cursor, note)

    def _note(self, cursor: QTextCursor, note: InstructionalNote) -> None:
        kind = note.kind.value[0].upper() + note.kind.value[1:]
        assert self._code is not None
        own = note.node.replace(".", "") == self._code.code
        title = note.node_title.removesuffix(f"({note.node})").rstrip()
        source = "" if own else f"   from {note.node} {title}".rstrip()
        self._write(cursor, kind, strong=True, space=S, warn=note.kind in _STRONG_KINDS)
        if source:
            cursor.insertText(source, self._format(small=True))
        for line in clean_lines(note.lines):
            self._write(cursor, line, indent=True)

    def _axes(self, cursor: QTextCursor, code: Code) -> None:
        if len(code.code) != _PCS_LENGTH:
            return
        self._write(cursor, "Characters", strong=True, space=S)
        for position, character in enumerate(code.code, start=1):
            label = self._facts.axis_label(code.code, position, self._day)
            self._write(cursor, f"{position}   {character}   {label}".rstrip(), indent=True)

    def _write(
        self,
        cursor: QTextCursor,
        text: str,
        *,
        small: bool = False,
        strong: bool = False,
        warn: bool = False,
        link: bool = False,
        indent: bool = False,
        space: int = 0,
        first: bool = False,
    ) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(space or 2)
        block.setLeftMargin(M if indent else 0)
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(text, self._format(small=small, strong=strong, warn=warn, link=link))

    def _format(
        self, *, small: bool = False, strong: bool = False, warn: bool = False, link: bool = False
    ) -> QTextCharFormat:
        fonts, theme = self._look.fonts, self._look.theme
        style = QTextCharFormat()
        style.setFont(fonts.strong if strong else fonts.small if small else fonts.body)
        style.setForeground(theme.warn if warn else theme.dim if small else theme.text)
        if link:
            style.setAnchor(True)
            style.setAnchorHref(_CHAPTER_LINK)
            style.setForeground(theme.link)
            style.setFontUnderline(True)
        return style

    def _on_link(self, link: QUrl) -> None:
        if link.toString() == _CHAPTER_LINK:
            place = self.verticalScrollBar().value()
            self._chapter_open = not self._chapter_open
            self._rebuild()
            self.verticalScrollBar().setValue(place)


def scroll(card: QTextBrowser, pages: float) -> None:
    """Scroll a card by pages while the keyboard stays elsewhere."""
    bar = card.verticalScrollBar()
    bar.setValue(bar.value() + round(pages * bar.pageStep()))
