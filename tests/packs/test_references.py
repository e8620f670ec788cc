"""A key holds together: its lines, groups and rules name each other and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder_sim.domain.answer import (
    AnswerKey,
    AnyOf,
    Constraint,
    Dose,
    EmLevels,
    KeyId,
    KeyLine,
)
from coder_sim.domain.code_set import System
from coder_sim.packs.references import dangling, unsound


def diagnosis(id: str) -> KeyLine:
    return KeyLine(KeyId(id), System.ICD10CM, "I10", role="secondary", poa=("Y",))


def service(id: str) -> KeyLine:
    return KeyLine(KeyId(id), System.CPT, "99214", pointers=(KeyId("d1"),))


def rule(id: str, before: str, after: str) -> Constraint:
    return Constraint(id, KeyId(before), KeyId(after))


KEY = AnswerKey((KeyId("d1"),), (diagnosis("d1"), diagnosis("d2"), service("s1")))


def fields(key: AnswerKey) -> list[str]:
    return [fault.field for fault in (*dangling(key), *unsound(key))]


def test_a_sound_key_has_no_fault() -> None:
    key = replace(KEY, constraints=(rule("c1", "d1", "d2"),))

    assert fields(key) == []


def test_ids_given_twice_are_named_at_the_second() -> None:
    twice = replace(KEY, lines=(*KEY.lines, diagnosis("d2")))
    rules = replace(KEY, constraints=(rule("c1", "d1", "d2"), rule("c1", "d1", "s1")))

    assert fields(twice) == ["lines[3].id"]
    assert fields(rules) == ["constraints[1].id"]


def test_a_missing_line_is_named_with_those_there_are() -> None:
    (fault,) = dangling(replace(KEY, first_allowed=(KeyId("d1"), KeyId("d9"))))

    assert (fault.field, fault.todo) == ("first_allowed[1]", "Name one of: d1, d2, s1.")


def test_only_diagnoses_stand_first_and_are_pointed_to() -> None:
    pointing = replace(service("s2"), pointers=(KeyId("s1"),))

    assert fields(replace(KEY, first_allowed=(KeyId("s1"),))) == ["first_allowed[0]"]
    assert fields(replace(KEY, lines=(*KEY.lines, pointing))) == ["lines[3].pointers[0]"]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (replace(service("x"), role="first"), "role"),
        (replace(service("x"), poa=("Y",)), "poa"),
        (replace(service("x"), principal=True), "principal"),
        (replace(diagnosis("x"), principal=True), "principal"),
        (replace(diagnosis("x"), units=2), "units"),
        (replace(diagnosis("x"), modifiers=("25",)), "modifiers"),
        (replace(diagnosis("x"), pointers=(KeyId("d1"),)), "pointers"),
        (replace(diagnosis("x"), dose=Dose(1, 1, "mg")), "dose"),
        (replace(service("x"), em=EmLevels("office", ("99212", "99213"))), "em.levels"),
    ],
)
def test_parts_belong_to_their_kind_of_line(line: KeyLine, field: str) -> None:
    assert fields(replace(KEY, lines=(*KEY.lines, line))) == [f"lines[3].{field}"]


def test_a_circle_of_rules_is_shown() -> None:
    rules = (rule("c1", "d1", "d2"), rule("c2", "d2", "s1"), rule("c3", "s1", "d1"))

    (fault,) = unsound(replace(KEY, constraints=rules))

    assert fault.field == "constraints"
    assert fault.what.count(" before ") == 3


def test_groups_need_members_and_sense() -> None:
    member = replace(diagnosis("d3"), any_of="g")
    lines = (*KEY.lines, member)

    assert fields(replace(KEY, lines=lines)) == ["lines[3].any_of"]
    assert fields(replace(KEY, lines=lines, any_of=(AnyOf("g", 1, 1),))) == []
    assert fields(replace(KEY, lines=lines, any_of=(AnyOf("g", 2, 2),))) == ["any_of[0]"]
    assert fields(replace(KEY, lines=lines, any_of=(AnyOf("g", 1, 0),))) == ["any_of[0]"]
    assert fields(replace(KEY, any_of=(AnyOf("g", 0, 1),))) == ["any_of[0]"]


IDS = st.sampled_from(["d1", "d2", "d3", "d4"])


@given(st.lists(st.tuples(IDS, IDS), max_size=6))
def test_rules_are_a_circle_exactly_when_no_order_keeps_them(pairs: list[tuple[str, str]]) -> None:
    key = AnswerKey(
        (KeyId("d1"),),
        tuple(diagnosis(id) for id in ("d1", "d2", "d3", "d4")),
        constraints=tuple(rule(f"c{place}", *pair) for place, pair in enumerate(pairs)),
    )
    open_ids = {"d1", "d2", "d3", "d4"}
    while free := {id for id in open_ids if all(a != id for b, a in pairs if b in open_ids)}:
        open_ids -= free

    assert bool(open_ids) == bool(list(unsound(key)))
