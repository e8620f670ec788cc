"""Checks of the machine: known-bad versions and missing system libraries, before Qt aborts."""

import ctypes
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from coder_sim.errors import EnvironmentFault

BAD_QT = (6, 12)
"""First PySide6 series that loses references to None on Python before 3.12."""


@dataclass(frozen=True, slots=True)
class SystemLibrary:
    """A shared library that Qt opens, and the packages that bring it."""

    file: str
    apt: str
    dnf: str


_IN_MEMORY = frozenset({"offscreen", "minimal", "vnc"})
"""Qt platforms that need no screen."""

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")

BASE = (
    SystemLibrary("libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    SystemLibrary("libgthread-2.0.so.0", "libglib2.0-0", "glib2"),
    SystemLibrary("libGL.so.1", "libgl1", "libglvnd-glx"),
    SystemLibrary("libEGL.so.1", "libegl1", "libglvnd-egl"),
    SystemLibrary("libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    SystemLibrary("libfreetype.so.6", "libfreetype6", "freetype"),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    SystemLibrary("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
)
XCB = (
    SystemLibrary("libxcb.so.1", "libxcb1", "libxcb"),
    SystemLibrary("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    SystemLibrary("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    SystemLibrary("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    SystemLibrary("libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    SystemLibrary("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
WAYLAND = (SystemLibrary("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),)


def platforms(environ: Mapping[str, str]) -> tuple[str, ...]:
    """Return the Qt platforms that are tried on Linux, in order: offscreen, xcb, wayland ..."""
    chosen = environ.get("QT_QPA_PLATFORM", "").split(";")
    named = tuple(name for choice in chosen if (name := choice.partition(":")[0]))
    session = (("wayland", "WAYLAND_DISPLAY"), ("xcb", "DISPLAY"))
    return named or tuple(name for name, variable in session if environ.get(variable))


def platform(environ: Mapping[str, str]) -> str:
    """Return the Qt platform that will be used on Linux; "" where none has a screen."""
    return next((name for name in platforms(environ) if _has_screen(name, environ)), "")


def _opens(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def missing_libraries(environ: Mapping[str, str] = os.environ) -> tuple[SystemLibrary, ...]:
    """Return the libraries that Qt needs here and that cannot be opened; none off Linux."""
    if not sys.platform.startswith("linux"):
        return ()
    used = platform(environ) or next(iter(platforms(environ)), "")
    more = {"xcb": XCB, "wayland": WAYLAND}.get(used, ())
    return tuple(library for library in BASE + more if not _opens(library.file))


def install_lines(missing: tuple[SystemLibrary, ...]) -> tuple[str, str]:
    """Return the lines that install the missing libraries with apt and with dnf."""
    apt = " ".join(sorted({library.apt for library in missing}))
    dnf = " ".join(sorted({library.dnf for library in missing}))
    return (
        f"sudo apt-get install -y --no-install-recommends {apt}",
        f"sudo dnf install -y {dnf}",
    )


def _series(text: str) -> tuple[int, int]:
    parts = [*text.split("."), "0", "0"]
    return int(parts[0]), int(parts[1])


def bad_pair(python: tuple[int, int], pyside: str) -> bool:
    """Tell whether this Python and PySide6 together are known to end in a crash."""
    return python < (3, 12) and _series(pyside) >= BAD_QT


def installed_pyside() -> str:
    """Return the version of PySide6, read without importing it; "" where it is absent."""
    try:
        return version("PySide6-Essentials")
    except PackageNotFoundError:
        return ""


def fonts_found(folders: tuple[str, ...] = FONT_FOLDERS) -> bool:
    """Tell whether this machine has any font; without one Qt draws boxes and says nothing."""
    if not sys.platform.startswith("linux"):
        return True
    return any(
        path.suffix.lower() in {".ttf", ".otf", ".ttc", ".pfb"}
        for folder in folders
        for path in Path(folder).expanduser().glob("**/*")
    )


def _has_screen(platform: str, environ: Mapping[str, str]) -> bool:
    """Tell whether a Qt platform can be used; Qt aborts the process where it cannot."""
    if platform in _IN_MEMORY:
        return True
    if platform == "xcb":
        return _x_answers(environ.get("DISPLAY", ""))
    if platform.startswith("wayland"):
        return _wayland_answers(environ)
    # Hardly ever used, so the time to try it out is well spent.
    trial = "from PySide6.QtGui import QGuiApplication as A; exit(not A([]).screens())"
    done = subprocess.run(
        [sys.executable, "-c", trial], env=dict(environ), capture_output=True, check=False
    )
    return done.returncode == 0


def _wayland_answers(environ: Mapping[str, str]) -> bool:
    if environ.get("WAYLAND_SOCKET"):
        return True
    name = environ.get("WAYLAND_DISPLAY") or "wayland-0"
    # An absolute name stands for itself.
    address = Path(environ.get("XDG_RUNTIME_DIR", ""), name)
    with socket.socket(socket.AF_UNIX) as server:
        try:
            server.connect(str(address))
        except OSError:
            return False
    return True


def _x_answers(display: str) -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        # Not to be asked; that the library is missing is told elsewhere.
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    answers = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return answers


def require_window(environ: Mapping[str, str] = os.environ) -> None:
    """Raise EnvironmentFault, in words, where opening a window would crash the process."""
    pyside = installed_pyside()
    if not pyside:
        raise EnvironmentFault("PySide6 is not installed.", "Install it: pip install coder-sim")
    if bad_pair(sys.version_info[:2], pyside):
        raise EnvironmentFault(
            f"PySide6 {pyside} crashes on Python {sys.version_info.major}."
            f"{sys.version_info.minor}: it loses a reference to None at every call.",
            "Use PySide6 6.11.3 (pip install 'PySide6-Essentials<6.12') or Python 3.12 or newer.",
        )
    missing = missing_libraries(environ)
    if missing:
        apt, dnf = install_lines(missing)
        names = ", ".join(library.file for library in missing)
        raise EnvironmentFault(
            f"The window needs system libraries that are not installed: {names}.",
            f"On Debian or Ubuntu: {apt}\nOn Fedora: {dnf}",
        )
    if sys.platform.startswith("linux") and not platform(environ):
        raise EnvironmentFault(
            "There is no screen to open a window on.",
            "Start it from a desktop session, or set QT_QPA_PLATFORM=offscreen to draw in memory.",
        )
