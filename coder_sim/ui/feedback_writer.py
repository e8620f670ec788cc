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
from coder_sim.ui.theme import XL, XS, L, Look, M, S, Theme
from coder_sim.wording.feedback_lead import reason

QUIET = (Verdict.RIGHT, Verdict.OPTIONAL)
"""Verdicts of which only the headline is shown until the learner stands on the line."""
BETWEEN = " · "
"""Stands between a code and what was reported with it."""
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


def without_verdict(row: FeedbackRow) -> str:
    """Return the headline without the verdict's word before it, which stands there already."""
    word, colon, rest = row.headline.partition(": ")
    return rest if colon and word.casefold() == row.verdict.value else row.headline


def title_of(row: FeedbackRow) -> str:
    """Return the headline; of a missed line with all that was expected, not the code alone."""
    told = without_verdict(row)
    missed = row.verdict is Verdict.MISSED and row.expected.startswith(told + BETWEEN)
    return row.expected if missed else told


def compared(row: FeedbackRow) -> list[tuple[str, str]]:
    """Return what was reported and what was expected, as far as the headline does not say it."""
    told = title_of(row)
    reported, _, with_reported = row.reported.partition(BETWEEN)
    expected, _, with_expected = row.expected.partition(BETWEEN)
    pair = []
    if reported not in told:
        pair.append(("Reported", row.reported))
    elif with_reported and expected and with_reported != with_expected:
        pair.append(("Reported", with_reported))
    if expected not in told:
        pair.append(("Expected", row.expected))
    elif with_expected and with_expected != with_reported and row.expected not in told:
        pair.append(("Expected", with_expected))
    return pair


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
        self._said: set[str] = set()
        """Reasons given already: the same one is not given again, line after line."""

    def write(self, feedback: Feedback, current: int) -> list[Place]:
        """Write everything; return where the lines stand."""
        # One edit, one layout: laying out after each piece would take ten times as long.
        self._cursor.beginEditBlock()
        places = self._write(feedback, current)
        self._cursor.endEditBlock()
        return places

    def _write(self, feedback: Feedback, current: int) -> list[Place]:
        self._block(0, M)
        self._text(feedback.summary, self._fonts.lead)
        self._measures(feedback.measures)
        if feedback.rows:
            self._heading("Line by line")
        places = [self._row(row, number == current) for number, row in enumerate(feedback.rows)]
        self._parts("Provider queries", feedback.queries)
        self._parts("Worth a look", feedback.prompts, "These checks touch no score.")
        if feedback.practise_next:
            self._heading("Practise next")
            for line in feedback.practise_next:
                self._block(0, XS)
                self._text(line)
        # At the end: known after the first reading, and the lines matter more.
        if meant := [measure for measure in feedback.measures if measure.meaning]:
            self._heading("What the scores tell")
            self._grid([(measure.name, measure.meaning, self._fonts.small) for measure in meant])
        return places

    def _row(self, row: FeedbackRow, opened: bool) -> Place:
        """Write one judged line: all of its explanation when opened, else the reason alone."""
        colour = verdict_colour(self._theme, row.verdict)
        self._block(L, XS)
        first = self._cursor.blockNumber()
        self._icon(ICONS[row.verdict], colour)
        self._text("  " + row.verdict.value.capitalize(), self._fonts.strong, colour)
        worth = [row.points, row.severity.value.lower() if row.severity else ""]
        if words := "  ·  ".join(word for word in worth if word):
            self._text("   " + words, self._fonts.small, self._theme.dim)
        self._block(0, XS)
        self._text(title_of(row), self._fonts.strong)
        if opened:
            self._explanation(row, row.parts, row.cites)
        elif row.verdict not in QUIET:
            fresh = tuple(part for part in reason(row) if part.text not in self._said)
            self._said.update(part.text for part in fresh)
            self._explanation(row, fresh, ())
        return Place(first, self._cursor.blockNumber())

    def _explanation(
        self, row: FeedbackRow, parts: tuple[Part, ...], cites: tuple[str, ...]
    ) -> None:
        body, small = self._fonts.body, self._fonts.small
        lines = [(name, text, body) for name, text in compared(row)]
        lines += [(part.heading, part.text, body) for part in parts]
        explained = " ".join(part.text for part in parts)
        if unnamed := [cite for cite in cites if cite not in explained]:
            lines.append(("Source", "  ·  ".join(unnamed), small))
        if lines:
            self._grid(lines)

    def _measures(self, measures: tuple[Measure, ...]) -> None:
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
            self._cell(table, number, 2, measure.arithmetic, _format(self._fonts.small, dim))
        self._cursor.movePosition(QTextCursor.MoveOperation.End)

    def _parts(self, heading: str, parts: tuple[Part, ...], note: str = "") -> None:
        if not parts:
            return
        self._heading(heading)
        if note:
            self._block(0, XS)
            self._text(note, self._fonts.small, self._theme.dim)
        for part in parts:
            self._block(S, 0)
            self._text(part.heading, self._fonts.strong)
            self._block(0, XS)
            self._text(part.text)

    def _grid(self, lines: list[tuple[str, str, QFont]]) -> None:
        """Write headings in one column and their texts beside them."""
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
