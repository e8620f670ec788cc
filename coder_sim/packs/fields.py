"""Field types of the pack format: exact JSON types with their limits, for the shapes beside."""

import datetime
from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic import StringConstraints as Chars
from pydantic_core import PydanticCustomError

from coder_sim.packs.limits import LIST, TEXT

ID = r"^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$"
VERSION = r"^[0-9]+\.[0-9]+\.[0-9]+$"
PLACE = r"^[0-9]{2}$"
SHA256 = r"^[0-9a-f]{64}$"
MODIFIER = r"^[A-Z0-9]{2}$"
LARGEST_NUMBER = 10**9

T = TypeVar("T")


def _day(value: object) -> object:
    """Take only the full ISO form: Python also reads "20260504" and "2026-W19-1"."""
    if isinstance(value, str) and len(value) == len("2026-05-04") and value[4] == value[7] == "-":
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("not_a_date", "Not a date like 2026-05-04.")


def _whole(value: object) -> object:
    """JSON knows one kind of number: 4.0 is the integer 4."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _given(value: object) -> object:
    """An optional field is left out, not null: null would hide a forgotten value."""
    if value is None:
        raise PydanticCustomError("null", "Is null; leave the field out instead.")
    return value


def _no_repeats(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) < len(values):
        raise PydanticCustomError("repeated", "Holds the same value more than once.")
    return values


class Part(BaseModel):
    """Any part of the format: exact types, no unknown fields."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


SystemName: TypeAlias = Literal["ICD-10-CM", "ICD-10-PCS", "CPT", "HCPCS"]
TrackName: TypeAlias = Literal["CPC", "COC", "CCS", "CIC", "CRC"]
DirectionName: TypeAlias = Literal["OVER", "UNDER", "NEUTRAL"]

Maybe: TypeAlias = Annotated[T | None, BeforeValidator(_given)]
"""A field that may be left out."""
Items: TypeAlias = Annotated[tuple[T, ...], Field(max_length=LIST, strict=False)]
Named: TypeAlias = Annotated[dict[str, T], Field(max_length=LIST)]
Distinct: TypeAlias = Annotated[tuple[T, ...], Field(strict=False), AfterValidator(_no_repeats)]

Day: TypeAlias = Annotated[datetime.date, BeforeValidator(_day)]
Whole: TypeAlias = Annotated[
    int, BeforeValidator(_whole), Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)
]
Count: TypeAlias = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=LARGEST_NUMBER)]
Number: TypeAlias = Annotated[float, Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)]
Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]

Identifier: TypeAlias = Annotated[str, Chars(pattern=ID)]
CodeText: TypeAlias = Annotated[str, Chars(min_length=1, max_length=10)]
ModifierText: TypeAlias = Annotated[str, Chars(pattern=MODIFIER)]
Text: TypeAlias = Annotated[str, Chars(max_length=TEXT)]
Prose: TypeAlias = Annotated[str, Chars(max_length=8_000)]
Label: TypeAlias = Annotated[str, Chars(max_length=60)]
Title: TypeAlias = Annotated[str, Chars(max_length=120)]
