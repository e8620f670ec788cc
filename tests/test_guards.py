"""The guards of the test suite hold: no network, no real home."""

import ast
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


def test_only_the_download_of_official_files_knows_a_network() -> None:
    reaching = {"urllib", "http", "ssl", "ftplib", "smtplib", "asyncio", "requests"}
    found = set()
    for path in (Path(__file__).parents[1] / "coder_sim").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            if any(name.split(".")[0] in reaching or "QtNetwork" in name for name in names):
                found.add(path.name)
    assert found == {"downloads.py"}
