"""A small sound pack that each test may spoil in its own way."""

from pathlib import Path

import pytest

from tests.packs.folders import PackFolder


@pytest.fixture
def small_pack(tmp_path: Path) -> PackFolder:
    """Return a sound pack, not yet written."""
    return PackFolder(tmp_path / "small-pack")
