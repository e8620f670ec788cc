"""Writes lines of formatted plain text, with links, into a text document."""

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor

from coder_sim.ui.theme import Look, M

LINE_GAP = 2


class CardWriter:
    """Appends lines to a document; nothing it is given is ever read as markup."""

    def __init__(self, cursor: QTextCursor, look: Look) -> None:
        """Write where the cursor stands, which is to be an empty document."""
        self._cursor = cursor
        self._look = look
        self._begun = False

    def line(
        self,
        text: str,
        *,
        small: bool = False,
        strong: bool = False,
        warn: bool = False,
        indent: int = 0,
        space: int = 0,
    ) -> None:
        """Begin a new line with a text; ``indent`` counts steps to the right."""
        block = QTextBlockFormat()
        block.setTopMargin(space or LINE_GAP)
        block.setLeftMargin(M * indent)
        if self._begun:
            self._cursor.insertBlock(block)
        else:
            self._cursor.setBlockFormat(block)
        self._begun = True
        self.more(text, small=small, strong=strong, warn=warn)

    def more(
        self, text: str, *, small: bool = False, strong: bool = False, warn: bool = False
    ) -> None:
        """Go on with the line."""
        theme = self._look.theme
        ink = theme.warn if warn else theme.dim if small else theme.text
        self._cursor.insertText(text, self._format(ink, small=small, strong=strong))

    def link(self, text: str, target: str, *, strong: bool = False) -> None:
        """Go on with the line by a link."""
        style = self._format(self._look.theme.link, strong=strong)
        style.setAnchor(True)
        style.setAnchorHref(target)
        style.setFontUnderline(True)
        self._cursor.insertText(text, style)

    def _format(self, ink: QColor, *, small: bool = False, strong: bool = False) -> QTextCharFormat:
        fonts = self._look.fonts
        style = QTextCharFormat()
        style.setFont(fonts.strong if strong else fonts.small if small else fonts.body)
        style.setForeground(ink)
        return style
