"""Domain values to canonical JSON and back, for any frozen dataclass; strict both ways."""

import json
from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


def to_json(value: object) -> str:
    """Return a value as JSON with sorted keys: equal values give equal text.

    Half characters, which a screen can hand over but UTF-8 cannot hold, become "?".
    """
    plain = _adapter(cast(Hashable, type(value))).dump_python(value, mode="json", warnings="error")
    text = json.dumps(
        plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def from_json(kind: type[T], text: str) -> T:
    """Return the value a text holds; ValueError for a missing, unknown or mistyped field."""
    value: T = _adapter(cast(Hashable, kind)).validate_json(text, strict=True, extra="forbid")
    return value
