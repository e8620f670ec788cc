"""The guards of the test suite hold: no network, no real home."""

import socket
import urllib.request
from pathlib import Path

import pytest

from coder_sim import paths


def test_a_test_that_reaches_for_the_network_fails() -> None:
    with socket.socket() as outside:
        with pytest.raises(AssertionError, match="network"):
            outside.connect(("192.0.2.1", 80))
        with pytest.raises(AssertionError, match="network"):
            outside.connect_ex(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="looked up a name"):
        urllib.request.urlopen("http://example.org")


def test_the_home_is_a_folder_of_this_test(home: Path, tmp_path: Path) -> None:
    assert paths.home_folder() == home
    assert home.parent == tmp_path
    assert not home.exists()
