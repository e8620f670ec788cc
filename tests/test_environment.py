"""The checks that keep a missing library or a bad version from ending in a crash."""

import socket
import sys
from pathlib import Path

import pytest

from coder_sim import cli, environment
from coder_sim.environment import SystemLibrary, bad_pair, install_lines, platforms, require_window
from coder_sim.errors import EnvironmentFault

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux screens and files")


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
        ({"QT_QPA_PLATFORM": "offscreen"}, ("offscreen",)),
        ({"QT_QPA_PLATFORM": "xcb;vnc:port=0", "WAYLAND_DISPLAY": "w"}, ("xcb", "vnc")),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, ("wayland", "xcb")),
        ({"DISPLAY": ":0"}, ("xcb",)),
        ({}, ()),
    ],
)
def test_the_platforms_follow_the_session(
    environ: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert platforms(environ) == expected


@linux
def test_a_wayland_session_that_is_gone_gives_way_to_an_x_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_x_answers", lambda display: display == ":7")
    session = {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "w", "DISPLAY": ":7"}
    assert environment.platform(session) == "xcb"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "w"))
        server.listen()
        assert environment.platform(session) == "wayland"
    assert environment.platform(session | {"DISPLAY": ":8"}) == ""


def test_install_lines_name_each_package_once() -> None:
    apt, dnf = install_lines(environment.BASE[:3])
    assert apt == "sudo apt-get install -y --no-install-recommends libgl1 libglib2.0-0"
    assert dnf == "sudo dnf install -y glib2 libglvnd-glx"


def test_the_bad_pair_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "installed_pyside", lambda: "6.12.0")
    monkeypatch.setattr(environment, "bad_pair", lambda python, pyside: pyside == "6.12.0")
    with pytest.raises(EnvironmentFault, match=r"PySide6 6\.12\.0 crashes on Python 3\."):
        require_window({"QT_QPA_PLATFORM": "offscreen"})


@linux
def test_a_missing_library_is_named_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = SystemLibrary("libnot-there.so.7", "libnot-there7", "not-there")
    monkeypatch.setattr(environment, "BASE", (*environment.BASE, absent))
    with pytest.raises(EnvironmentFault, match=r"libnot-there\.so\.7") as caught:
        require_window({"QT_QPA_PLATFORM": "offscreen"})
    assert "apt-get install -y --no-install-recommends libnot-there7" in caught.value.todo
    assert "dnf install -y not-there" in caught.value.todo


@linux
def test_a_missing_library_is_told_although_qt_cannot_even_be_imported(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = SystemLibrary("libnot-there.so.7", "libnot-there7", "not-there")
    monkeypatch.setattr(environment, "BASE", (absent,))
    for name in [name for name in sys.modules if name.startswith(("PySide6", "coder_sim.app"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "PySide6", None)
    assert cli.main([]) == 3
    assert "libnot-there.so.7" in capsys.readouterr().err
    assert not home.exists()


@linux
@pytest.mark.parametrize(
    "environ",
    [
        {},
        {"DISPLAY": ":93"},
        {"WAYLAND_DISPLAY": "wayland-93"},
        {"QT_QPA_PLATFORM": "wayland"},
        {"QT_QPA_PLATFORM": "no-such-platform"},
    ],
    ids=["nothing set", "X server gone", "Wayland gone", "no Wayland", "unknown platform"],
)
def test_no_screen_is_said_in_words(
    environ: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "missing_libraries", lambda environ: ())
    with pytest.raises(EnvironmentFault, match="no screen"):
        require_window(environ)
