"""A name in a pack works on every system, and leads nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder_sim.packs.limits import PATH_BYTES, PATH_DEPTH
from coder_sim.packs.names import clashes, is_device, name_fault


@pytest.mark.parametrize(
    "name", ["pack.json", "cases/hip-01/key.json", "cases/a/H&P (1).txt", "a/b/c/d/e/f"]
)
def test_plain_names_are_taken(name: str) -> None:
    assert name_fault(name) == ""


@pytest.mark.parametrize(
    "name",
    [
        *("", "/", "a//b", "/a", "a/", ".", "..", "a/../b", "./a", "a/.", "a/.."),
        *("C:/a", "a:b", "a\\b", "a*", "a?", 'a"', "a<b", "a|b", "a.", "a ", "a./b"),
        *("con", "CON.txt", "a/nul.json", "aux/b", "com1.txt", "LPT9", "prn."),
        *("\u00e9.txt", "a\u202eb", "a\x00b", "a\nb", "a\x7f", "\ud800"),
    ],
)
def test_names_that_could_do_harm_are_refused(name: str) -> None:
    assert name_fault(name)


def test_paths_end_at_the_limits() -> None:
    assert name_fault("x" * PATH_BYTES) == ""
    assert "200 bytes" in name_fault("x" * (PATH_BYTES + 1))
    assert name_fault("/".join("a" * PATH_DEPTH)) == ""
    assert "6 folders" in name_fault("/".join("a" * (PATH_DEPTH + 1)))


def test_names_that_look_like_devices_are_fine() -> None:
    assert not any(is_device(name) for name in ("console", "com10", "null", "auxiliary", "lpt"))


def test_clashing_names_are_found_whatever_their_capitals() -> None:
    assert clashes(["a.txt", "b.txt", "A.TXT", "a.txt"]) == ("A.TXT", "a.txt")
    assert clashes(["a", "b"]) == ()


@given(st.text(max_size=30))
def test_a_taken_name_stays_inside(name: str) -> None:
    if not name_fault(name):
        assert not name.startswith("/")
        assert ".." not in name.split("/")
        assert name.isascii()
        assert "\\" not in name
