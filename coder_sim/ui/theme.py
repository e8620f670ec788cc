"""How the window looks: two palettes, one type scale, one spacing scale, tinted icons.

Widgets take a ``Look``. Prefer palette roles, which follow a switch by themselves:
``label.setForegroundRole(DIM)``. Whoever paints with a ``Theme`` colour redraws on ``changed``.
"""

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from coder_sim.ui.calm_style import CalmStyle
from coder_sim.ui.icons import tinted

LIGHT = "light"
DARK = "dark"
SYSTEM = "system"

DIM = QPalette.ColorRole.PlaceholderText
"""Role for secondary text."""
LINE = QPalette.ColorRole.Mid
"""Role for decorative hairlines."""

XS, S, M, L, XL = 4, 8, 12, 16, 24
"""Spacing in device-independent pixels."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The named colours of one palette."""

    name: str
    window: QColor
    base: QColor
    raised: QColor
    line: QColor
    """Decorative hairlines."""
    border: QColor
    """Edges that carry meaning."""
    text: QColor
    dim: QColor
    disabled: QColor
    link: QColor
    accent: QColor
    on_accent: QColor
    selection: QColor
    selection_text: QColor
    ok: QColor
    warn: QColor
    bad: QColor
    info: QColor
    evidence: QColor
    evidence_current: QColor
    evidence_underline: QColor
    marker: QColor
    """Background of what the learner highlighted."""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The type scale, from the system's own font size."""

    small: QFont
    body: QFont
    strong: QFont
    """Body size, demi-bold."""
    lead: QFont
    """Half a step up, for the sentence that is read first."""
    heading: QFont
    title: QFont
    code: QFont
    """Fixed pitch, for codes."""


def load_theme(folder: Path, name: str) -> Theme:
    """Read ``name``.toml; its keys must be exactly the colours of ``Theme``."""
    colours = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    wanted = {field.name for field in fields(Theme)} - {"name"}
    if colours.keys() != wanted:
        raise ValueError(f"{name}.toml: keys differ: {sorted(colours.keys() ^ wanted)}")
    return Theme(name, **{key: QColor(value) for key, value in colours.items()})


def palette_of(theme: Theme) -> QPalette:
    """Return the Qt palette of a theme, for the Fusion style."""
    role = QPalette.ColorRole
    palette = QPalette()
    for target, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.base),
        (role.AlternateBase, theme.raised),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.bad),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.PlaceholderText, theme.dim),
        (role.Link, theme.link),
        (role.LinkVisited, theme.link),
        (role.Accent, theme.accent),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.selection_text),
        (role.Light, theme.base),
        (role.Midlight, theme.raised),
        (role.Mid, theme.line),
        (role.Dark, theme.border),
        (role.Shadow, theme.border),
    ):
        palette.setColor(target, colour)
    for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, theme.disabled)
    return palette


def type_scale(body: QFont) -> Fonts:
    """Build the type scale on the system's font."""
    # ``body`` may be sized in pixels or points; scaled() below keeps to the one in use.
    code = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    if body.pointSizeF() > 0:
        code.setPointSizeF(body.pointSizeF())
    else:
        code.setPixelSize(body.pixelSize())
    return Fonts(
        small=_scaled(body, 0.9),
        body=QFont(body),
        strong=_scaled(body, 1.0, QFont.Weight.DemiBold),
        lead=_scaled(body, 1.15),
        heading=_scaled(body, 1.15, QFont.Weight.DemiBold),
        title=_scaled(body, 1.5, QFont.Weight.DemiBold),
        code=code,
    )


class Look(QObject):
    """The look now in force; handed to every widget that paints, tints or sets type."""

    changed = Signal()

    def __init__(self, application: QApplication, resources: Path, choice: str = SYSTEM) -> None:
        super().__init__()
        self._application = application
        self.resources = resources
        self._icons = resources / "icons"
        self._tinted: dict[tuple[str, str, str], QIcon] = {}
        self._themes = {name: load_theme(resources / "themes", name) for name in (LIGHT, DARK)}
        self.fonts = type_scale(application.font())
        self.choice = choice
        self.theme = self._themes[self._wanted()]
        # One style for the life of the application: Qt deletes a style that is replaced.
        if not isinstance(application.style(), CalmStyle):
            application.setStyle(CalmStyle())
        application.setPalette(palette_of(self.theme))
        application.styleHints().colorSchemeChanged.connect(self._on_scheme_changed)

    def choose(self, choice: str) -> None:
        """Use "light", "dark", or what the "system" says."""
        self.choice = choice
        self._apply()

    def toggle(self) -> None:
        """Switch between light and dark, and stay there."""
        self.choose(LIGHT if self.theme.name == DARK else DARK)

    def icon(self, name: str, colour: QColor | None = None) -> QIcon:
        """Return an icon of resources/icons, in the text colour unless told otherwise."""
        ink = self.theme.text if colour is None else colour
        key = (self.theme.name, name, ink.name())
        if key not in self._tinted:
            self._tinted[key] = tinted(self._icons, name, ink, self.theme.disabled)
        return self._tinted[key]

    @property
    def icon_side(self) -> int:
        """Return the side of an icon that stands in a line of body text, in pixels."""
        return max(16, round(QFontMetrics(self.fonts.body).height() * 1.1))

    def _wanted(self) -> str:
        if self.choice in self._themes:
            return self.choice
        # Unknown on bare X11 and offscreen: light, as on paper.
        scheme = self._application.styleHints().colorScheme()
        return DARK if scheme is Qt.ColorScheme.Dark else LIGHT

    def _apply(self) -> None:
        theme = self._themes[self._wanted()]
        if theme is not self.theme:
            self.theme = theme
            self._application.setPalette(palette_of(theme))
            self.changed.emit()

    def _on_scheme_changed(self) -> None:
        self._apply()


def _scaled(font: QFont, factor: float, weight: QFont.Weight | None = None) -> QFont:
    scaled = QFont(font)
    if font.pointSizeF() > 0:
        scaled.setPointSizeF(font.pointSizeF() * factor)
    else:
        scaled.setPixelSize(round(font.pixelSize() * factor))
    if weight is not None:
        scaled.setWeight(weight)
    return scaled
