"""Fusion without its gradients: flat buttons, fields, headers and bars in the palette's colours."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionProgressBar,
    QWidget,
)

RADIUS = 4.0
ROOM = 6
"""Pixels added to the height of buttons and fields."""
HEADER_INDENT = 10
FIELD_INDENT = 4
PE, CE = QStyle.PrimitiveElement, QStyle.ControlElement
CT, State = QStyle.ContentsType, QStyle.StateFlag
ROOMY = (CT.CT_PushButton, CT.CT_LineEdit, CT.CT_ComboBox, CT.CT_ToolButton)


class CalmStyle(QProxyStyle):
    """Draws what Fusion would shade; leaves everything else to it."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Keep all tabs on one line: the page below would cut the words of lower ones."""
        if metric is QStyle.PixelMetric.PM_TabBarTabShiftVertical:
            return 0
        return super().pixelMetric(metric, option, widget)

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        match element:
            case PE.PE_PanelButtonCommand | PE.PE_PanelButtonTool:
                _draw_button(painter, option)
            case PE.PE_PanelLineEdit | PE.PE_FrameLineEdit:
                _draw_field(painter, option)
            case PE.PE_FrameFocusRect if widget is not None and widget.inherits("QPushButton"):
                # The button's own edge tells of the focus.
                return
            case _:
                super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        palette, area = option.palette, option.rect
        match element:
            case CE.CE_HeaderSection | CE.CE_HeaderEmptyArea:
                painter.fillRect(area, palette.color(QPalette.ColorRole.Window))
                line = QRect(area.left(), area.bottom(), area.width(), 1)
                painter.fillRect(line, palette.color(QPalette.ColorRole.Mid))
            case CE.CE_HeaderLabel:
                option.rect = area.adjusted(HEADER_INDENT, 0, 0, 0)
                super().drawControl(element, option, painter, widget)
            case CE.CE_MenuBarEmptyArea:
                painter.fillRect(area, palette.color(QPalette.ColorRole.Window))
            case CE.CE_MenuBarItem:
                super().drawControl(element, option, painter, widget)
                # Fusion rules a line below each item, of which nothing is left elsewhere.
                # Two pixels, because between two densities the line lies across both.
                line = QRect(area.left(), area.bottom() - 1, area.width(), 2)
                painter.fillRect(line, palette.color(QPalette.ColorRole.Window))
            case CE.CE_ProgressBarContents if _progress(option).isValid():
                accent = palette.color(QPalette.ColorRole.Accent)
                _fill_round(painter, _progress(option), accent, None)
            case CE.CE_ProgressBarGroove:
                _fill_round(painter, area, palette.color(QPalette.ColorRole.AlternateBase), None)
            case _:
                super().drawControl(element, option, painter, widget)

    def subElementRect(
        self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None
    ) -> QRect:
        # Qt passes no widget now and then; its annotations say that it always does.
        found = super().subElementRect(element, option, widget)  # type: ignore[arg-type]
        if element is QStyle.SubElement.SE_LineEditContents:
            return found.adjusted(FIELD_INDENT, 0, -FIELD_INDENT, 0)
        return found

    def sizeFromContents(
        self,
        kind: QStyle.ContentsType,
        option: QStyleOption,
        size: QSize,
        widget: QWidget | None = None,
    ) -> QSize:
        fitted = super().sizeFromContents(kind, option, size, widget)  # type: ignore[arg-type]
        if kind in ROOMY:
            side = 2 * ROOM if kind is CT.CT_PushButton else 0
            return QSize(fitted.width() + side, fitted.height() + ROOM)
        return fitted


def _progress(option: QStyleOption) -> QRect:
    """Return the filled part of a progress bar; an invalid one where its end is unknown."""
    if not isinstance(option, QStyleOptionProgressBar) or option.maximum <= option.minimum:
        return QRect()
    part = (option.progress - option.minimum) / (option.maximum - option.minimum)
    area = QRect(option.rect)
    area.setWidth(max(1, round(area.width() * part)))
    return area


def _draw_button(painter: QPainter, option: QStyleOption) -> None:
    """Draw a button: filled, edged, darker while pressed, accented while focused."""
    palette, state = option.palette, option.state
    fill = palette.color(QPalette.ColorRole.Button)
    edge = palette.color(QPalette.ColorRole.Dark)
    if not state & State.State_Enabled:
        edge = palette.color(QPalette.ColorRole.Mid)
    elif state & (State.State_Sunken | State.State_On | State.State_MouseOver):
        edge = palette.color(QPalette.ColorRole.Accent)
    if state & State.State_AutoRaise and not state & (
        State.State_Sunken | State.State_On | State.State_MouseOver | State.State_HasFocus
    ):
        return
    _fill_round(painter, option.rect, fill, edge)
    if state & State.State_HasFocus and state & State.State_KeyboardFocusChange:
        _ring(painter, option.rect, palette)


def _draw_field(painter: QPainter, option: QStyleOption) -> None:
    """Draw a text field: its edge is the accent while the keyboard is in it."""
    palette = option.palette
    focused = bool(option.state & State.State_HasFocus)
    role = QPalette.ColorRole.Accent if focused else QPalette.ColorRole.Dark
    _fill_round(painter, option.rect, palette.color(QPalette.ColorRole.Base), palette.color(role))
    if focused:
        _ring(painter, option.rect, palette)


def _ring(painter: QPainter, area: QRect, palette: QPalette) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
    painter.restore()


def _fill_round(painter: QPainter, area: QRect, fill: QColor, edge: QColor | None) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill)
    painter.setPen(QPen(edge, 1) if edge is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    painter.restore()
