"""Writes feedback into a text document: plain text with formats, nothing parsed as markup."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextLength,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from coder_sim.domain.feedback import Feedback, FeedbackRow, Heading, Measure, Part, Verdict
from coder_sim.ui.feedback_outline import (
    QUIET,
    TOPICS,
    Outline,
    Reading,
    compared,
    folded_words,
    outline,
    short_arithmetic,
    short_title,
    short_worth,
    title_of,
)
from coder_sim.ui.theme import XL, XS, L, Look, M, S, Theme
from coder_sim.wording.feedback_compare import earlier_words, progress_words

OBJECTION = "Your objection"

ICONS = {
    Verdict.RIGHT: "right",
    Verdict.PARTLY: "partly",
    Verdict.WRONG: "wrong",
    Verdict.MISSED: "missed",
    Verdict.EXTRA: "extra",
    Verdict.OPTIONAL: "optional",
    Verdict.NOTE: "note",
}


def verdict_colour(theme: Theme, verdict: Verdict) -> QColor:
    """Return the colour that goes with a verdict's word and icon."""
    match verdict:
        case Verdict.RIGHT:
            return theme.ok
        case Verdict.PARTLY | Verdict.EXTRA:
            return theme.warn
        case Verdict.WRONG | Verdict.MISSED:
            return theme.bad
        case Verdict.OPTIONAL | Verdict.NOTE:
            return theme.info


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: its first and last text block."""

    first: int
    last: int


class FeedbackWriter:
    """Writes feedback into a document, from the top."""

    def __init__(self, document: QTextDocument, look: Look, ratio: float) -> None:
        document.clear()
        self._document, self._look, self._ratio = document, look, ratio
        self._theme, self._fonts = look.theme, look.fonts
        document.setDefaultFont(self._fonts.body)
        document.setDocumentMargin(0)
        self._cursor = QTextCursor(document)
        self._fresh = True

    def write(self, feedback: Feedback, reading: Reading) -> dict[int, Place]:
        """Write everything that is to be read now; return where the lines stand, by number.

        Lines that are shown as one share a place.
        """
        # One edit, one layout: laying out after each piece would take ten times as long.
        self._cursor.beginEditBlock()
        places = self._write(feedback, reading)
        self._cursor.endEditBlock()
        return places

    def _write(self, feedback: Feedback, reading: Reading) -> dict[int, Place]:
        self._block(0, M)
        self._text(feedback.summary, self._fonts.lead)
        self._measures(feedback.measures, opened=reading.everything)
        if reading.before is not None:
            self._since(reading.before, feedback, reading.before_number)
        if feedback.rows:
            self._heading("Line by line")
        shown = outline(feedback, reading)
        places: dict[int, Place] = {}
        for number in shown.order:
            if number in places:
                continue
            if fold := shown.fold_at(number):
                places |= dict.fromkeys(fold, self._fold([feedback.rows[n] for n in fold]))
            else:
                places[number] = self._row(feedback.rows[number], number, shown, reading)
        self._parts("Provider queries", feedback.queries, opened=reading.everything)
        self._checks(feedback.prompts, opened=reading.everything)
        if feedback.practise_next:
            self._heading("Practise next")
            for line in feedback.practise_next[: None if reading.everything else TOPICS]:
                self._block(0, XS)
                self._text(line)
        # At the end: known after the first reading, and the lines matter more.
        meant = [measure for measure in feedback.measures if measure.meaning]
        if meant and reading.everything:
            self._heading("What the scores tell")
            self._grid([(measure.name, measure.meaning, self._fonts.small) for measure in meant])
        return places

    def _since(self, before: Feedback, now: Feedback, number: int) -> None:
        """Say what has changed since the attempt before."""
        self._heading(f"Since attempt {number}")
        for words in progress_words(before, now, number):
            self._block(0, XS)
            self._text(words)

    def _verdict(self, verdict: Verdict, aside: str) -> None:
        colour = verdict_colour(self._theme, verdict)
        self._icon(ICONS[verdict], colour)
        self._text("  " + verdict.value.capitalize(), self._fonts.strong, colour)
        if aside:
            self._text("   " + aside, self._fonts.small, self._theme.dim)

    def _fold(self, rows: list[FeedbackRow]) -> Place:
        """Write lines of one kind as one."""
        self._block(L, XS)
        first = self._cursor.blockNumber()
        self._verdict(rows[0].verdict, f"{len(rows)} lines")
        self._block(0, XS)
        self._text(folded_words(rows))
        return Place(first, self._cursor.blockNumber())

    def _row(self, row: FeedbackRow, number: int, shown: Outline, reading: Reading) -> Place:
        """Write one judged line: all of its explanation when opened, else the reason alone."""
        self._block(L, XS)
        first = self._cursor.blockNumber()
        opened = reading.opens(number)
        self._verdict(row.verdict, _worth(row) if opened else short_worth(row))
        self._block(0, XS)
        self._text(title_of(row) if opened else short_title(row, shown.longest), self._fonts.strong)
        if opened:
            self._explanation(row, reading)
        elif row.verdict not in QUIET:
            lines = [(x.heading, x.text, self._fonts.body) for x in shown.reasons.get(number, ())]
            self._grid(lines)
        if objection := reading.objections.get(row.name, ""):
            self._grid([(OBJECTION, objection, self._fonts.body)])
        return Place(first, self._cursor.blockNumber())

    def _explanation(self, row: FeedbackRow, reading: Reading) -> None:
        body, small = self._fonts.body, self._fonts.small
        lines = [(name, text, body) for name, text in compared(row)]
        if reading.before is not None and (earlier := earlier_words(row, reading.before)):
            lines.append((f"Attempt {reading.before_number}", earlier, body))
        lines += [(part.heading, part.text, body) for part in row.parts]
        explained = " ".join(part.text for part in row.parts)
        if unnamed := [cite for cite in row.cites if cite not in explained]:
            lines.append(("Source", "  \N{MIDDLE DOT}  ".join(unnamed), small))
        self._grid(lines)

    def _measures(self, measures: tuple[Measure, ...], *, opened: bool) -> None:
        if not measures:
            return
        form = self._table_format(M)
        widest = max(self._width(m.name, self._fonts.strong) for m in measures)
        value = max(self._width(m.value, self._fonts.strong) for m in measures)
        lengths = QTextLength.Type.FixedLength
        form.setColumnWidthConstraints(
            [
                QTextLength(lengths, widest + XL),
                QTextLength(lengths, value + XL),
                QTextLength(QTextLength.Type.VariableLength, 0),
            ]
        )
        table = self._cursor.insertTable(len(measures), 3, form)
        for number, measure in enumerate(measures):
            text, dim = self._theme.text, self._theme.dim
            self._cell(table, number, 0, measure.name, _format(self._fonts.body, text))
            self._cell(table, number, 1, measure.value, _format(self._fonts.strong, text))
            arithmetic = measure.arithmetic if opened else short_arithmetic(measure.arithmetic)
            self._cell(table, number, 2, arithmetic, _format(self._fonts.small, dim))
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _parts(self, heading: str, parts: tuple[Part, ...], *, opened: bool) -> None:
        """Write headed texts: their headings alone until they are opened."""
        if not parts:
            return
        self._heading(heading)
        for part in parts:
            self._block(S if opened else 0, 0 if opened else XS)
            self._text(part.heading, self._fonts.strong if opened else self._fonts.body)
            if opened:
                self._block(0, XS)
                self._text(part.text)

    def _checks(self, parts: tuple[Part, ...], *, opened: bool) -> None:
        """Write the computed checks; until they are opened how many there are."""
        if not parts or opened:
            self._parts("Worth a look: these checks touch no score", parts, opened=opened)
            return
        self._heading("Worth a look")
        self._block(0, XS)
        count = "One check" if len(parts) == 1 else f"{len(parts)} checks"
        self._text(f"{count} of the code sets on this sheet. F4 opens everything.")

    def _grid(self, lines: list[tuple[str, str, QFont]]) -> None:
        """Write headings in one column and their texts beside them."""
        if not lines:
            return
        form = self._table_format(XS)
        widest = max(self._width(heading, self._fonts.small) for heading, _, _ in lines)
        least = self._width(Heading.CHART, self._fonts.small)
        form.setColumnWidthConstraints(
            [
                QTextLength(QTextLength.Type.FixedLength, max(widest, least) + L),
                QTextLength(QTextLength.Type.VariableLength, 0),
            ]
        )
        table = self._cursor.insertTable(len(lines), 2, form)
        for number, (heading, text, font) in enumerate(lines):
            aside = _format(self._fonts.small, self._theme.dim)
            self._cell(table, number, 0, heading, aside)
            told = aside if font is self._fonts.small else _format(font, self._theme.text)
            self._cell(table, number, 1, text, told)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _cell(
        self, table: QTextTable, row: int, column: int, text: str, form: QTextCharFormat
    ) -> None:
        cell = table.cellAt(row, column)
        roomy = QTextTableCellFormat()
        roomy.setTopPadding(XS)
        cell.setFormat(roomy)
        cursor = cell.firstCursorPosition()
        cursor.setBlockFormat(_paragraph(0, 0))
        cursor.insertText(text, form)

    def _table_format(self, above: int) -> QTextTableFormat:
        form = QTextTableFormat()
        form.setBorder(0)
        form.setCellPadding(0)
        form.setCellSpacing(0)
        form.setTopMargin(above)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        return form

    def _heading(self, text: str) -> None:
        self._block(XL, XS)
        self._text(text, self._fonts.heading)

    def _block(self, above: int, below: int) -> None:
        """Begin a paragraph with room above and below it."""
        form = _paragraph(above, below)
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._fresh = False
        else:
            self._cursor.insertBlock(form)

    def _text(self, text: str, font: QFont | None = None, colour: QColor | None = None) -> None:
        self._cursor.insertText(text, _format(font or self._fonts.body, colour or self._theme.text))

    def _icon(self, name: str, colour: QColor) -> None:
        url = f"icon:{name}"
        side = self._look.icon_side
        picture = self._look.icon(name, colour).pixmap(QSize(side, side), self._ratio)
        kind = QTextDocument.ResourceType.ImageResource.value
        self._document.addResource(kind, QUrl(url), picture)
        image = QTextImageFormat()
        image.setName(url)
        image.setWidth(side)
        image.setHeight(side)
        image.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBottom)
        self._cursor.insertImage(image)

    def _width(self, text: str, font: QFont) -> int:
        return QFontMetrics(font).horizontalAdvance(text)


def _worth(row: FeedbackRow) -> str:
    words = (row.points, row.severity.value.lower() if row.severity else "")
    return "  \N{MIDDLE DOT}  ".join(word for word in words if word)


def _paragraph(above: int, below: int) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setTopMargin(above)
    form.setBottomMargin(below)
    form.setLineHeight(115, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return form


def _format(font: QFont, colour: QColor) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(font)
    form.setForeground(colour)
    return form
