"""What authors of the shipped keys say to learners keeps to the same tone as the program."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

_PACKS = Path(__file__).parents[2] / "data" / "packs"
_WORDS = {"rationale", "explain", "why", "common_error", "question", "notes"}


def words_of(value: object, name: str = "") -> Iterator[str]:
    """Yield what an author wrote in his own words, at any depth; quotations are the chart's."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from words_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner, name)
    elif isinstance(value, str) and name in _WORDS:
        yield value


@pytest.mark.parametrize(
    "file", sorted(_PACKS.rglob("key.json")), ids=lambda file: str(file.parent.name)
)
def test_no_words_of_a_key_say_never(file: Path) -> None:
    texts = list(words_of(json.loads(file.read_text("utf-8"))))
    assert texts
    assert [text for text in texts if re.search(r"\bnever\b", text, re.IGNORECASE)] == []
