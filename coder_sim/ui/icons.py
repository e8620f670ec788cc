"""The program's own icons: monochrome SVG drawings, tinted with a colour of the theme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

INK = b"currentColor"
"""What the drawings call their one colour."""
SIZES = (16, 20, 24, 32, 48, 64)
"""Pixels on a side; the larger ones serve high-density screens."""


def tinted(folder: Path, name: str, colour: QColor, disabled: QColor) -> QIcon:
    """Return the icon ``name`` in ``colour``, and in ``disabled`` while its widget is off."""
    drawing = (folder / f"{name}.svg").read_bytes()
    icon = QIcon()
    for ink, mode in ((colour, QIcon.Mode.Normal), (disabled, QIcon.Mode.Disabled)):
        renderer = _renderer(drawing, ink)
        for size in SIZES:
            icon.addPixmap(_draw(renderer, size), mode)
    # Without its own picture a selected row would wash the icon out with the style's tint.
    for size in SIZES:
        icon.addPixmap(icon.pixmap(size, QIcon.Mode.Normal), QIcon.Mode.Selected)
    return icon


def _renderer(drawing: bytes, colour: QColor) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(drawing.replace(INK, colour.name().encode())))


def _draw(renderer: QSvgRenderer, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
