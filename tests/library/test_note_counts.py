"""Counts over the real Tabular List (FY2026, April 1 2026): every note is read, none is lost."""

import re
from collections import Counter, defaultdict
from datetime import date
from functools import reduce
from operator import or_

import pytest

from coder_sim import paths
from coder_sim.domain.code_set import NoteKind
from coder_sim.domain.facts import CodeFacts
from coder_sim.library.instructions import fingerprint, read_corrections
from coder_sim.library.references import read_block
from tests.library.tabular_notes import shared_reader, tabular, targets

DAY = date(2026, 5, 1)
FIRST, ONE, TWO = NoteKind.CODE_FIRST, NoteKind.EXCLUDES1, NoteKind.EXCLUDES2


@pytest.mark.parametrize(
    ("kind", "blocks", "lines", "resolved"),
    [
        (ONE, 2644, 5407, 5278),
        (TWO, 1165, 2520, 2485),
        (FIRST, 363, 809, 598),
    ],
)
def test_lines_of_each_kind_resolve(kind: NoteKind, blocks: int, lines: int, resolved: int) -> None:
    notes = [note for _, note in tabular().notes if note.kind is kind]
    read = [refs for note in notes for _, refs in read_block(note.lines).lines]
    found = sum(bool(shared_reader().spans(refs)) for refs in read)
    assert (len(notes), len(read), found) == (blocks, lines, resolved)


def test_excludes1_lines_stand_at_codes_sections_and_chapters() -> None:
    counted: Counter[int] = Counter()
    for level, note in tabular().notes:
        counted[min(level, 0)] += len(note.lines) if note.kind is ONE else 0
    assert counted == {0: 5253, -1: 151, -2: 3}


def test_code_first_blocks_that_hold_only_if_applicable() -> None:
    blocks = [" ".join(note.lines) for _, note in tabular().notes if note.kind is FIRST]
    assert (len(blocks), sum("if applicable" in text for text in blocks)) == (363, 75)


def test_every_unresolved_line_is_on_the_list_with_its_reason() -> None:
    corrections = read_corrections(paths.data_folder() / "notes")
    unresolved = {
        (note.node, fingerprint(line))
        for _, note in tabular().notes
        for line, refs in read_block(note.lines).lines
        if not shared_reader().spans(refs) and "for codes " not in line
    }
    assert unresolved - corrections.keys() == set(), "new lines that name no code"
    assert corrections.keys() - unresolved == set(), "corrections of lines that are gone"
    assert all(row.reason for row in corrections.values())
    corrected = [row for row in corrections.values() if row.targets]
    assert len(corrected) >= 10
    assert all(len(shared_reader().spans(row.targets)) == len(row.targets) for row in corrected)


def test_every_condition_on_a_character_is_understood() -> None:
    condition = re.compile(r"\(.*(character|with \.).*\)")
    lost = [
        line
        for _, note in tabular().notes
        for line, refs in read_block(note.lines).lines
        if refs and condition.search(line) and not refs[0].pattern
    ]
    assert lost == []


def _excluded() -> dict[int, int]:
    """Return what each billable code's Excludes1 notes name, itself left out."""
    whole = tabular()
    found = {}
    for place in whole.billable:
        named = reduce(or_, map(targets, whole.governing(place, ONE)), 0) & ~(1 << place)
        if named:
            found[place] = named
    return found


@pytest.mark.long
def test_excludes1_partners_of_billable_codes() -> None:
    """Wider sections around a section count in the program, not in these published figures."""
    whole = tabular()
    partners = _excluded()
    assert (len(whole.billable), len(partners)) == (74719, 47508)
    directed = sum(named.bit_count() for named in partners.values())
    assert directed == pytest.approx(15.65e6, rel=0.01)
    by_targets: dict[int, list[int]] = defaultdict(list)
    for place, named in partners.items():
        by_targets[named].append(place)
    groups = [(named, whole.bits(places)) for named, places in by_targets.items()]
    mirrored = sum(
        (named & others).bit_count() * (back & own).bit_count()
        for named, own in groups
        for back, others in groups
        if named & others and back & own
    )
    assert mirrored / directed == pytest.approx(0.084, abs=0.002)
    assert directed - mirrored / 2 == pytest.approx(15.0e6, rel=0.01)


def test_where_excludes1_notes_come_from() -> None:
    whole = tabular()
    source: Counter[str] = Counter()
    for place in whole.billable:
        *above, own = whole.lineage[place]
        chapter, *section = whole.around[place]
        groups = (("own", [own]), ("above", above), ("section", section), ("chapter", [chapter]))
        for name, notes in groups:
            named = (targets(x) for group in notes for x in group if x.kind is ONE)
            source[name] += bool(reduce(or_, named, 0) & ~(1 << place))
    assert source["own"] == 1068
    assert source["section"] == 13251
    assert source["chapter"] == 3408


def test_code_first_governs_adverse_effects_but_not_poisonings() -> None:
    whole = tabular()
    naive = [x for x in whole.billable if whole.governing(x, FIRST, every=True)]
    governed = [x for x in naive if whole.governing(x, FIRST)]
    own = [x for x in naive if any(n.kind is FIRST for n in whole.lineage[x][-1])]
    assert (len(naive), len(governed), len(own)) == (8425, 5764, 196)


_SOFT = ("if applicable", "if known", "any associated")


def _hard() -> list[str]:
    whole = tabular()
    return [
        whole.nodes[place].code
        for place in whole.billable
        if any(
            not any(words in " ".join(note.lines) for words in _SOFT)
            for note in whole.governing(place, FIRST)
        )
    ]


def test_only_the_editors_manifestations_must_not_lead(facts: CodeFacts) -> None:
    whole = tabular()
    edits = {
        whole.nodes[x].code: facts.unacceptable_principal(whole.nodes[x].code, DAY)
        for x in whole.billable
    }
    manifestations = {c for c, edit in edits.items() if edit == "MANIFESTATION_AS_PDX"}
    places = {whole.nodes[x].code: x for x in whole.billable}
    assert len(manifestations) == 422
    assert all(whole.governing(places[code], FIRST) for code in manifestations)
    hard = _hard()
    assert len(hard) == 3248
    assert sum(not edits[code] for code in hard) == 1944


def _cycles(*, subjects: bool) -> int:
    """Count ordered pairs of codes of which each has a code first note naming the other."""
    whole = tabular()
    named = {
        place: reduce(or_, map(targets, whole.governing(place, FIRST, every=not subjects)), 0)
        for place in whole.billable
        if whole.governing(place, FIRST, every=not subjects)
    }
    by_targets: dict[int, list[int]] = defaultdict(list)
    for place, bits in named.items():
        by_targets[bits].append(place)
    groups = [(bits, whole.bits(places)) for bits, places in by_targets.items()]
    return sum(
        (bits & others).bit_count() * (back & own).bit_count()
        for bits, own in groups
        for back, others in groups
    )


def test_no_two_codes_ask_for_each_other_first() -> None:
    assert _cycles(subjects=True) == 0
    # Without the limit to adverse effects, poisonings and their effects ask for each other.
    assert _cycles(subjects=False) == pytest.approx(2 * 10680, rel=0.01)
