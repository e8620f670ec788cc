"""Packs on the shelf: added whole, once, and replaced only by newer ones."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coder_sim.domain.encounter import Setting, Track
from coder_sim.errors import InputError, PackError
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.records import PackChange, ShelvedCase
from tests.builders import a_case, a_pack, a_sheet
from tests.store.conftest import CASE, NOW, PACK, a_submission


def content(path: Path) -> bytes:
    return path.read_bytes()


def test_a_pack_comes_back_with_charts_and_keys_as_they_were(store: LearnerStore) -> None:
    stored = store.case(PACK, CASE)
    assert (stored.brief, stored.key) == (a_case().brief, a_case().key)
    (pack,) = store.packs()
    assert (pack.id, pack.version, pack.title) == (PACK, "1.0.0", "First flights")
    assert pack.code_set == (("icd10cm", "FY2026"),)
    assert (pack.tracks, pack.imported_at) == ((Track.CPC,), NOW)
    assert pack.cases == (ShelvedCase(CASE, "Office visit"),)


def test_the_shelf_keeps_the_order_of_packs_and_of_their_cases(store: LearnerStore) -> None:
    store.add_pack(a_pack(a_case("zeta"), a_case("alpha"), id="another", content_hash="b"), NOW)
    order = [(entry.pack_id, entry.case_id) for entry in store.shelf().entries]
    assert order == [(PACK, CASE), ("another", "zeta"), ("another", "alpha")]
    entry = store.shelf().entries[0]
    assert (entry.pack_title, entry.title) == ("First flights", "Office visit")
    assert (entry.setting, entry.difficulty) == (Setting.PROFESSIONAL, 1)
    assert (entry.attempts, entry.best, entry.draft_saved_at) == (0, None, None)


def test_the_same_pack_twice_changes_nothing(store: LearnerStore, path: Path) -> None:
    before = content(path)
    assert store.add_pack(a_pack(), NOW) is PackChange.ALREADY_THERE
    assert content(path) == before


def test_other_content_under_a_known_version_is_refused(store: LearnerStore, path: Path) -> None:
    before = content(path)
    other = a_pack(a_case(title="Changed"), content_hash="b2")
    with pytest.raises(PackError, match=r"1\.0\.0 .* with other content"):
        store.add_pack(other, NOW)
    assert content(path) == before


def test_an_older_version_does_not_replace_a_newer_one(store: LearnerStore) -> None:
    store.add_pack(a_pack(version="1.10.0", content_hash="c"), NOW)
    with pytest.raises(PackError, match=r"newer than 1\.9\.0"):
        store.add_pack(a_pack(version="1.9.0", content_hash="d"), NOW)


def test_a_newer_version_takes_the_place_of_the_older_one(store: LearnerStore) -> None:
    store.add_pack(a_pack(id="last", content_hash="l"), NOW)
    newer = a_pack(a_case(title="Better"), a_case("new"), version="1.1.0", content_hash="b2")
    assert store.add_pack(newer, NOW) is PackChange.UPDATED
    titles = [(entry.pack_id, entry.title) for entry in store.shelf().entries]
    assert titles == [(PACK, "Better"), (PACK, "Office visit"), ("last", "Office visit")]


def test_drafts_and_attempts_outlive_the_version_they_were_made_with(store: LearnerStore) -> None:
    attempt = store.submit(a_submission(store))
    store.save_draft(PACK, CASE, a_sheet("I10", "E119"), NOW)
    newer = a_pack(a_case("another"), version="2.0.0", content_hash="b2")
    store.add_pack(newer, NOW)
    assert store.attempt("one") == attempt
    assert (attempt.case.pack_version, attempt.case.key) == ("1.0.0", a_case().key)
    draft = store.draft(PACK, CASE)
    assert draft is not None
    assert draft.sheet == a_sheet("I10", "E119")


def test_charts_that_nothing_refers_to_any_more_are_forgotten(
    store: LearnerStore, path: Path
) -> None:
    store.submit(a_submission(store))
    store.add_pack(a_pack(a_case(text="second"), version="1.1.0", content_hash="b"), NOW)
    store.add_pack(a_pack(a_case(text="third"), version="1.2.0", content_hash="c"), NOW)
    with closing(sqlite3.connect(path)) as raw:
        kept = [brief for (brief,) in raw.execute("SELECT brief FROM content")]
    assert ["second" in brief for brief in kept] == [False, False]


def test_a_case_that_is_not_there_is_said_to_be_missing(store: LearnerStore) -> None:
    with pytest.raises(InputError, match="not on the shelf"):
        store.case(PACK, "absent")


def test_a_pack_that_cannot_be_stored_leaves_nothing_behind(store: LearnerStore) -> None:
    twice = a_pack(a_case("same"), a_case("same"), id="broken")
    with pytest.raises(Exception, match="UNIQUE"):
        store.add_pack(twice, NOW)
    assert [pack.id for pack in store.packs()] == [PACK]


def test_titles_in_any_script_come_back(store: LearnerStore) -> None:
    case = a_case(title="Müllers sign — ελ")
    pack = replace(a_pack(case, id="script"), title="Ünïted 日本")
    store.add_pack(pack, NOW)
    assert store.shelf().entries[-1].title == "Müllers sign — ελ"
    assert store.packs()[-1].title == "Ünïted 日本"
