"""Both palettes can be read by everyone, and the window can change between them while open."""

import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder_sim.paths import resources_folder
from coder_sim.ui.icons import tinted
from coder_sim.ui.theme import DARK, LIGHT, SYSTEM, Look, load_theme, palette_of, type_scale

THEMES = resources_folder() / "themes"
ICONS = resources_folder() / "icons"
INKS = ("text", "dim", "disabled", "link", "ok", "warn", "bad", "info")
GROUNDS = ("window", "base", "raised")
TEXT_PAIRS = (
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *((ink, "selection") for ink in ("selection_text", *INKS) if ink != "disabled"),
    ("text", "evidence"),
    ("text", "evidence_current"),
    ("text", "marker"),
    ("on_accent", "accent"),
)
SHAPE_PAIRS = (
    *((shape, ground) for shape in ("border", "accent") for ground in GROUNDS),
    ("accent", "selection"),
    ("evidence_underline", "base"),
    ("evidence_underline", "evidence"),
    ("evidence_underline", "marker"),
    ("evidence_underline", "evidence_current"),
)


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio of WCAG 2.2, from 1 to 21."""

    def linear(part: float) -> float:
        return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)

    def luminance(colour: QColor) -> float:
        red, green, blue = (
            linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF())
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", [LIGHT, DARK])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_stands_out_from_its_ground(name: str, ink: str, ground: str) -> None:
    theme = load_theme(THEMES, name)
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("name", [LIGHT, DARK])
@pytest.mark.parametrize(("shape", "ground"), SHAPE_PAIRS)
def test_shapes_that_carry_meaning_stand_out(name: str, shape: str, ground: str) -> None:
    theme = load_theme(THEMES, name)
    assert contrast(getattr(theme, shape), getattr(theme, ground)) >= 3


def test_both_palettes_have_the_same_keys_in_the_same_order() -> None:
    light, dark = (
        tomllib.loads((THEMES / f"{name}.toml").read_text(encoding="utf-8"))
        for name in (LIGHT, DARK)
    )
    assert list(light) == list(dark)


def test_a_palette_with_a_missing_colour_is_refused(tmp_path: Path) -> None:
    (tmp_path / "light.toml").write_text('window = "white"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"light\.toml: keys differ"):
        load_theme(tmp_path, "light")


def test_disabled_text_keeps_its_own_readable_colour() -> None:
    theme = load_theme(THEMES, DARK)
    palette = palette_of(theme)
    assert palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text) == theme.disabled


def test_the_look_switches_the_whole_application_and_says_so(qtbot: QtBot, look: Look) -> None:
    with qtbot.waitSignal(look.changed):
        look.toggle()
    assert look.theme.name == DARK
    assert QApplication.palette().color(QPalette.ColorRole.Window) == look.theme.window
    look.toggle()
    assert look.theme.name == LIGHT


def test_choosing_the_look_already_in_force_tells_nobody(qtbot: QtBot, look: Look) -> None:
    with qtbot.assertNotEmitted(look.changed):
        look.choose(LIGHT)
        look.choose(SYSTEM)
    assert look.choice == SYSTEM


def test_the_type_scale_grows_with_the_system_font(look: Look) -> None:
    larger = QFont("DejaVu Sans", 18)
    scale = type_scale(larger)
    assert scale.body.pointSize() == scale.code.pointSize() == 18
    assert scale.small.pointSizeF() < 18 < scale.lead.pointSizeF() < scale.title.pointSizeF()


def test_a_font_sized_in_pixels_is_scaled_in_pixels(look: Look) -> None:
    font = QFont("DejaVu Sans")
    font.setPixelSize(20)
    scale = type_scale(font)
    assert (scale.title.pixelSize(), scale.code.pixelSize()) == (30, 20)


def test_every_icon_is_drawn_in_the_colour_asked_for(look: Look) -> None:
    names = [path.stem for path in ICONS.glob("*.svg")]
    assert {"right", "wrong", "missed", "extra", "submit", "back"} <= set(names)
    for name in names:
        icon = tinted(ICONS, name, look.theme.bad, look.theme.disabled)
        image = icon.pixmap(QSize(24, 24), 1.0).toImage()
        inked = {
            image.pixelColor(x, y).name()
            for x in range(24)
            for y in range(24)
            if image.pixelColor(x, y).alpha() == 255
        }
        assert inked == {look.theme.bad.name()}, name


def test_no_icon_brings_a_colour_of_its_own() -> None:
    for path in ICONS.glob("*.svg"):
        assert "#" not in path.read_text(encoding="utf-8"), path.name


def test_an_icon_is_drawn_once_for_each_colour(look: Look) -> None:
    first = look.icon("right", look.theme.ok).cacheKey()
    assert look.icon("right", look.theme.ok).cacheKey() == first
    assert look.icon("right", look.theme.bad).cacheKey() != first
    look.toggle()
    assert look.icon("right", look.theme.ok).cacheKey() != first
