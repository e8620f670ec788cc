"""At a sealed case a sheet is handed in; it is scored once the key is opened, and only then."""

from pathlib import Path

import pytest

from coder_sim import packs
from coder_sim.domain.pack import Pack
from coder_sim.errors import InputError, PackError
from coder_sim.library.lookup import Library
from coder_sim.packs.sealing.header import Cost
from coder_sim.packs.sealing.locks import PassphraseLock
from coder_sim.packs.writer import build
from coder_sim.paths import learner_file
from coder_sim.practice.learner_desk import LearnerDesk
from coder_sim.practice.shelf import Shelf
from coder_sim.practice.views import CaseRef, CaseStatus
from coder_sim.store.learner_store import LearnerStore
from coder_sim.store.survey import survey
from tests.builders import a_sheet
from tests.packs.folders import PackFolder
from tests.practice.conftest import Clock

PASSPHRASE = "dabor senik tulom"
STAY = CaseRef("small-pack", "stay")
VISIT = CaseRef("small-pack", "visit")


@pytest.fixture
def sealed(tmp_path: Path, facts: Library) -> Pack:
    folder = PackFolder(tmp_path / "p").write()
    cost = Cost(memory=8 * 1024, passes=1, lanes=1)
    target = tmp_path / "sealed.casepack"
    build(folder, target, facts, PassphraseLock(PASSPHRASE, cost))
    return packs.read_for_import(target, facts).pack


@pytest.fixture
def desk(store: LearnerStore, sealed: Pack, facts: Library, clock: Clock) -> LearnerDesk:
    Shelf(store, clock).add_pack(sealed)
    return LearnerDesk(store, facts, clock)


def test_a_sealed_case_is_opened_and_drafted_as_any_other(desk: LearnerDesk) -> None:
    opened = desk.open(STAY)
    assert opened.sealed == "passphrase"
    assert opened.brief.documents
    desk.save_draft(STAY, a_sheet("I11.0"))
    assert desk.open(STAY).sheet == a_sheet("I11.0")


def test_a_sheet_is_handed_in_once_and_not_scored(desk: LearnerDesk) -> None:
    desk.open(STAY)
    desk.save_draft(STAY, a_sheet("I11.0"))
    one = desk.hand_in(STAY, a_sheet("I11.0"))
    two = desk.hand_in(STAY, a_sheet("I11.0"))
    assert (one.id, len(desk.handed_in(STAY))) == (desk.handed_in(STAY)[0].id, 1)
    assert two.sheet == one.sheet
    entry = next(entry for entry in desk.worklist() if entry.ref == STAY)
    assert (entry.status, entry.waiting, entry.best) == (CaseStatus.DONE, 1, None)
    assert desk.attempts(STAY) == ()
    with pytest.raises(InputError, match="sealed"):
        desk.submit(STAY, a_sheet("I11.0"))


def test_nothing_of_the_key_is_on_disk_before_it_is_opened(
    desk: LearnerDesk, store: LearnerStore, home: Path, tmp_path: Path, facts: Library
) -> None:
    desk.open(STAY)
    desk.hand_in(STAY, a_sheet("Z00.00"))
    secret = packs.read(tmp_path / "p", facts).cases[0].key
    codes = {line.code.replace(".", "") for line in secret.lines} | {
        line.rationale for line in secret.lines if line.rationale
    }
    stored = b"".join(path.read_bytes() for path in home.rglob("coder-sim*") if path.is_file())
    assert codes
    assert [code for code in codes if code.encode() in stored] == []


def test_the_passphrase_scores_all_that_waits(desk: LearnerDesk, clock: Clock) -> None:
    for ref, codes in ((STAY, ("I11.0", "I50.33")), (VISIT, ("E11.65",))):
        desk.open(ref)
        desk.hand_in(ref, a_sheet(*codes))
    handed = clock()
    clock.move(60)
    attempts = desk.unseal_with_passphrase("small-pack", PASSPHRASE)
    assert [attempt.ref for attempt in attempts] == [STAY, VISIT]
    assert all(attempt.submitted_at == handed for attempt in attempts)
    assert attempts[0].grade.scores.learning.pct > 0
    assert attempts[0].feedback.rows
    assert desk.handed_in(STAY) == ()
    entry = next(entry for entry in desk.worklist() if entry.ref == STAY)
    assert (entry.waiting, entry.attempts, entry.sealed) == (0, 1, "passphrase")


def test_another_passphrase_changes_nothing(desk: LearnerDesk) -> None:
    desk.open(STAY)
    desk.hand_in(STAY, a_sheet("I11.0"))
    with pytest.raises(PackError, match="another passphrase"):
        desk.unseal_with_passphrase("small-pack", "wrong wrong wrong")
    assert len(desk.handed_in(STAY)) == 1
    assert desk.attempts(STAY) == ()


def test_a_draft_begun_since_is_kept(desk: LearnerDesk) -> None:
    desk.open(STAY)
    desk.hand_in(STAY, a_sheet("I11.0"))
    desk.save_draft(STAY, a_sheet("I10"))
    desk.unseal_with_passphrase("small-pack", PASSPHRASE)
    assert desk.open(STAY).sheet == a_sheet("I10")


def test_a_database_with_sealed_cases_is_whole(desk: LearnerDesk, home: Path) -> None:
    desk.open(STAY)
    desk.hand_in(STAY, a_sheet("I11.0"))
    assert survey(learner_file(home)).damage == ()
    desk.unseal_with_passphrase("small-pack", PASSPHRASE)
    assert survey(learner_file(home)).damage == ()
