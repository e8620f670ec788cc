"""The checks that keep a missing library or a bad version from ending in a crash."""

import sys

import pytest

from coder_sim import environment
from coder_sim.environment import SystemLibrary, bad_pair, install_lines, platform, require_window
from coder_sim.errors import EnvironmentFault


@pytest.mark.parametrize(
    ("python", "pyside", "bad"),
    [
        ((3, 11), "6.12.0", True),
        ((3, 11), "6.12", True),
        ((3, 11), "6.13.1", True),
        ((3, 11), "6.11.3", False),
        ((3, 12), "6.12.0", False),
        ((3, 13), "6.12.0", False),
    ],
)
def test_the_pair_that_loses_references_is_known(
    python: tuple[int, int], pyside: str, bad: bool
) -> None:
    assert bad_pair(python, pyside) is bad


def test_void_calls_leave_the_count_of_none_where_it_was() -> None:
    from PySide6.QtCore import QObject

    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(20_000):
        thing.setObjectName("x")
    assert sys.getrefcount(None) >= before - 50


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, "offscreen"),
        ({"QT_QPA_PLATFORM": "xcb;offscreen", "WAYLAND_DISPLAY": "w"}, "xcb"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "wayland"),
        ({"DISPLAY": ":0"}, "xcb"),
        ({}, ""),
    ],
)
def test_the_platform_follows_the_session(environ: dict[str, str], expected: str) -> None:
    assert platform(environ) == expected


def test_install_lines_name_each_package_once() -> None:
    apt, dnf = install_lines(environment.BASE[:3])
    assert apt == "sudo apt-get install -y --no-install-recommends libgl1 libglib2.0-0"
    assert dnf == "sudo dnf install -y glib2 libglvnd-glx"


def test_the_bad_pair_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "installed_pyside", lambda: "6.12.0")
    monkeypatch.setattr(environment, "bad_pair", lambda python, pyside: pyside == "6.12.0")
    with pytest.raises(EnvironmentFault, match=r"PySide6 6\.12\.0 crashes on Python 3\."):
        require_window({"QT_QPA_PLATFORM": "offscreen"})


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux libraries")
def test_a_missing_library_is_named_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = SystemLibrary("libnot-there.so.7", "libnot-there7", "not-there")
    monkeypatch.setattr(environment, "BASE", (*environment.BASE, absent))
    with pytest.raises(EnvironmentFault, match=r"libnot-there\.so\.7") as caught:
        require_window({"QT_QPA_PLATFORM": "offscreen"})
    assert "apt-get install -y --no-install-recommends libnot-there7" in caught.value.todo
    assert "dnf install -y not-there" in caught.value.todo


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux screens")
@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ":93"}])
def test_no_screen_is_said_in_words(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "missing_libraries", lambda environ: ())
    monkeypatch.setattr(environment, "_screen_answers", lambda display: False)
    with pytest.raises(EnvironmentFault, match="no screen"):
        require_window(environ)
