"""Holds a parsed JSON value against a shape of the format and words every difference."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import reduce
from itertools import islice
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from coder_sim.errors import Problem
from coder_sim.packs import fields, key_models, models
from coder_sim.packs.limits import PROBLEMS
from coder_sim.packs.strict_json import Json, join
from coder_sim.paths import resources_folder

Shape = TypeVar("Shape", bound=BaseModel)
_UNKNOWN = "extra_forbidden"


@dataclass(frozen=True, slots=True)
class Checked(Generic[Shape]):
    """A value in its shape, or all problems (then ``value`` is None); warnings do not refuse."""

    value: Shape | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def schema_text() -> str:
    """Return the JSON Schema of the pack format."""
    return (resources_folder() / "pack.schema.json").read_text(encoding="utf-8")


def check(
    shape: type[Shape],
    value: Json,
    *,
    file: str,
    case: str = "",
    lenient: bool = False,
    context: Mapping[str, object] | None = None,
) -> Checked[Shape]:
    """Hold ``value`` against ``shape``; with ``lenient`` unknown fields are only warned of."""
    try:
        return Checked(shape.model_validate(value, context=context))
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _echo(detail)]
    unknown = [detail for detail in details if detail["type"] == _UNKNOWN]
    if lenient and unknown:
        pruned = reduce(_without, (detail["loc"] for detail in unknown), _copy(value))
        checked = check(shape, pruned, file=file, case=case, context=context)
        warnings = tuple(_problem(detail, file, case) for detail in unknown)
        return Checked(checked.value, checked.problems, warnings)
    problems = tuple(_problem(detail, file, case) for detail in islice(details, PROBLEMS))
    return Checked(None, problems)


def _copy(value: Json) -> Json:
    copied: Json = json.loads(json.dumps(value))
    return copied


def _without(value: Json, loc: tuple[int | str, ...]) -> Json:
    """Remove the field at ``loc`` from a tree, in place."""
    parent: Json = value
    for step in loc[:-1]:
        if isinstance(parent, dict):
            parent = parent[str(step)]
        elif isinstance(parent, list):
            parent = parent[int(step)]
    if isinstance(parent, dict):
        parent.pop(str(loc[-1]), None)
    return value


def _echo(detail: ErrorDetails) -> bool:
    """Tell whether a list is called too short only because its items were refused already."""
    given = detail["input"]
    return (
        detail["type"] == "too_short"
        and isinstance(given, list | dict)
        and len(given) >= detail["ctx"]["min_length"]
    )


def _problem(detail: ErrorDetails, file: str, case: str) -> Problem:
    field = reduce(join, (step for step in detail["loc"] if step != "[key]"), "")
    what, todo = _words(detail)
    return Problem(what=what, file=file, case=case, field=field, todo=todo)


def _words(detail: ErrorDetails) -> tuple[str, str]:
    """Return what is wrong and what to do about it."""
    kind, given, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    match kind:
        case "missing":
            return "Is missing.", f'Add "{name}".'
        case "extra_forbidden":
            return "Unknown field.", _spelling(name)
        case "string_type":
            return f"Must be a text in quotes, not {_show(given)}.", _quote(given)
        case "literal_error":
            return f"{_show(given)} is not one of {_choices(context)}.", "Choose one of them."
        case "string_pattern_mismatch":
            return f"{_show(given)} has not the right form.", _form(str(context["pattern"]))
        case "tuple_type":
            return f"Must be a list in [ ], not {_show(given)}.", "Put the value in [ ]."
        case "dict_type" | "model_type":
            return f"Must be an object in {{ }}, not {_show(given)}.", "Compare with the schema."
        case "bool_type":
            return f"Must be true or false, not {_show(given)}.", "Write it without quotes."
        case "int_type" | "int_from_float":
            return f"Must be a whole number, not {_show(given)}.", "Write it without quotes."
        case "float_type":
            return f"Must be a number, not {_show(given)}.", "Write it without quotes."
    return _limits(kind, given, context) or (str(detail["msg"]), "")


def _limits(kind: str, given: object, context: Mapping[str, object]) -> tuple[str, str] | None:
    size = f"{len(given):,}" if isinstance(given, str | list | dict) else ""
    match kind:
        case "string_too_long":
            return f"{size} characters; at most {context['max_length']:,}.", "Shorten it."
        case "string_too_short":
            return "Is empty.", "Give a value."
        case "too_short":
            return f"{size} items; at least {context['min_length']}.", "Add what is missing."
        case "too_long":
            return f"{size} items; at most {context['max_length']:,}.", "Use fewer."
        case "greater_than_equal":
            return f"{_show(given)} is too small.", f"Give {context['ge']} or more."
        case "greater_than":
            return f"{_show(given)} is too small.", f"Give more than {context['gt']:g}."
        case "less_than_equal":
            return f"{_show(given)} is too large.", f"Give {context['le']:,} or less."
    return None


def _show(value: object) -> str:
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else f"{text[:37]}..."


def _choices(context: Mapping[str, object]) -> str:
    return str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")


def _quote(given: object) -> str:
    if isinstance(given, int | float) and not isinstance(given, bool):
        return 'Codes and ids are texts: write them in quotes, such as "00100".'
    return "Put the value in quotes."


def _form(pattern: str) -> str:
    forms = {
        fields.ID: "Ids have lower-case letters, digits, dot, hyphen or underscore, at most 64, "
        "and begin and end with a letter or digit.",
        fields.VERSION: 'Write three numbers, such as "1.0.0".',
        fields.PLACE: 'Write two digits, such as "11".',
        fields.SHA256: "Write 64 hexadecimal digits.",
        fields.MODIFIER: 'Modifiers are two capital letters or digits, such as "25".',
    }
    return forms.get(pattern, "Compare with the schema.")


def _spelling(name: str) -> str:
    near = get_close_matches(name, _field_names(), n=1)
    hint = f'Did you mean "{near[0]}"? ' if near else ""
    return f"{hint}Remove it, or update Coder Sim if the pack is newer than the program."


def _field_names() -> Iterable[str]:
    shapes = (
        *vars(models).values(),
        *vars(key_models).values(),
    )
    names: set[str] = set()
    for shape in shapes:
        if isinstance(shape, type) and issubclass(shape, BaseModel):
            names.update(shape.model_fields)
    return sorted(names)
