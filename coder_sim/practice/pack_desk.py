"""Packs for the window: looked at before they are stored, taken, exported, binned, brought back."""

from collections.abc import Iterator
from pathlib import Path

from coder_sim import packs
from coder_sim.domain.encounter import CaseBrief
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Pack
from coder_sim.errors import PackError, Problem
from coder_sim.packs.lint_identifiers import in_words
from coder_sim.packs.phi import IdentifierClass, scan
from coder_sim.practice.packs import PackFacts, PackNews, PackPreview, PackRow
from coder_sim.practice.shelf import Shelf
from coder_sim.practice.undertaking import Undertaking
from coder_sim.scenarios import is_drill
from coder_sim.store.records import PackChange, StoredPack
from coder_sim.wording.problems import place, problem_line

MOST_IDENTIFIERS = 200
"""More than this nobody reads; the count says the rest."""


class PackDesk:
    """Satisfies ``PackShelf``; used on the worker's thread alone."""

    def __init__(self, shelf: Shelf, facts: CodeFacts) -> None:
        self._shelf, self._facts = shelf, facts
        self._read: tuple[Pack, bytes] | None = None
        """The pack that was last looked at and can be stored, and its .casepack."""

    def rows(self) -> tuple[PackRow, ...]:
        """Return the packs on the shelf in its order, drills after them, then those in the bin."""
        rows = [
            PackRow(_stored_facts(pack), pack.imported_at, pack.removed)
            for pack in self._shelf.all_packs()
        ]
        return tuple(sorted(rows, key=lambda row: (row.removed, is_drill(row.facts.id))))

    def look_at(self, path: Path, work: Undertaking) -> PackPreview:
        """Read a pack without storing anything; raises Stopped."""
        self._read = None
        try:
            reading = packs.read_for_import(path, self._facts, work.step)
        except PackError as error:
            lines = tuple(problem_line(problem) for problem in error.problems)
            return PackPreview(path, None, PackNews.NEW, "", lines, (), ())
        news, known, problems = self._judge(reading.pack)
        if not problems:
            work.step(work.total, work.total, "Packing")
            self._read = (reading.pack, packs.archive(path))
        return PackPreview(
            path=path,
            facts=_facts(reading.pack),
            news=news,
            known_version=known,
            problems=problems,
            warnings=tuple(problem_line(warning) for warning in reading.warnings),
            identifiers=tuple(_identifiers(reading.pack, work)),
        )

    def take(self, preview: PackPreview) -> str:
        """Store the pack that was last looked at; returns what was done, in words."""
        read, wanted = self._read, preview.facts
        if read is None or wanted is None or wanted.content_hash != read[0].content_hash:
            what = "It has to be looked at again before it is stored."
            raise PackError(Problem(what, file=preview.path.name, todo="Load it once more."))
        pack, file = read
        change = self._shelf.add_pack(pack, file)
        self._read = None
        words = {
            PackChange.ADDED: "is on the shelf",
            PackChange.UPDATED: f"took the place of version {preview.known_version}",
            PackChange.ALREADY_THERE: "is on the shelf",
            PackChange.BROUGHT_BACK: "is back on the shelf",
        }
        return f"{pack.title} {pack.version} {words[change]}."

    def export(self, pack_id: str, target: Path) -> str:
        """Write a pack of the shelf to one .casepack file; returns what was done, in words."""
        self._shelf.export_pack(pack_id, target)
        return f"{self._title(pack_id)} was written to {target}."

    def remove(self, pack_id: str) -> str:
        """Put a pack into the bin; drafts and attempts stay."""
        title = self._title(pack_id)
        self._shelf.remove_pack(pack_id)
        return f"{title} is in the bin. Its drafts and attempts are kept."

    def restore(self, pack_id: str) -> str:
        """Bring a pack back from the bin."""
        self._shelf.bring_back_pack(pack_id)
        return f"{self._title(pack_id)} is on the shelf again."

    def _title(self, pack_id: str) -> str:
        known = (row.facts for row in self.rows())
        return next((facts.title for facts in known if facts.id == pack_id), pack_id)

    def _judge(self, pack: Pack) -> tuple[PackNews, str, tuple[str, ...]]:
        """Return what storing a pack would do, the version there is, and what is against it."""
        row = next((row for row in self.rows() if row.facts.id == pack.id), None)
        if row is None:
            return PackNews.NEW, "", ()
        known, problems = row.facts.version, _against(row.facts, pack)
        if row.removed:
            return PackNews.FROM_BIN, known, problems
        same = (known, row.facts.content_hash) == (pack.version, pack.content_hash)
        return (PackNews.SAME if same else PackNews.UPDATE), known, problems


def _against(known: PackFacts, pack: Pack) -> tuple[str, ...]:
    if known.version == pack.version and known.content_hash != pack.content_hash:
        return (
            f"Version {pack.version} is on the shelf already, with other content. Ask its "
            "publisher for a copy with a version number of its own.",
        )
    if _numbers(pack.version) < _numbers(known.version):
        return (f"The shelf has version {known.version}, which is newer. Keep the newer one.",)
    return ()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdecimal())


def _briefs(pack: Pack) -> tuple[CaseBrief, ...]:
    return tuple(case.brief for case in pack.cases or pack.sealed)


def _identifiers(pack: Pack, work: Undertaking) -> Iterator[str]:
    """Yield what could name a real person and is not declared invented; dates are in each chart."""
    declared = {(kept.case, kept.doc, kept.quote) for kept in pack.identifiers_kept}
    briefs, found = _briefs(pack), 0
    for number, brief in enumerate(briefs):
        work.step(number, len(briefs), f"Looking for identifiers in {brief.title}")
        for document in brief.documents:
            for find in scan(document.text):
                quote = document.text[find.start : find.end]
                if find.kind is IdentifierClass.DATE or (brief.id, document.id, quote) in declared:
                    continue
                found += 1
                if found <= MOST_IDENTIFIERS:
                    line = document.text.count("\n", 0, find.start) + 1
                    where = ": ".join(place(Problem("", case=brief.id)))
                    yield f'{where}, {document.id} line {line}: {in_words(find.kind)}: "{quote}"'
    if found > MOST_IDENTIFIERS:
        yield f"And {found - MOST_IDENTIFIERS:,} more."


def _facts(pack: Pack) -> PackFacts:
    return PackFacts(
        id=pack.id,
        title=pack.title,
        version=pack.version,
        publisher=pack.publisher,
        licence=pack.licence,
        description=pack.description,
        tracks=tuple(pack.tracks),
        code_sets=tuple(f"{system} {edition}" for system, edition in pack.code_set),
        guideline_year=pack.guideline_year,
        content_hash=pack.content_hash,
        cases=tuple(brief.title for brief in _briefs(pack)),
        sealed=bool(pack.sealed),
    )


def _stored_facts(pack: StoredPack) -> PackFacts:
    return PackFacts(
        id=pack.id,
        title=pack.title,
        version=pack.version,
        publisher=pack.publisher,
        licence=pack.licence,
        description=pack.description,
        tracks=tuple(pack.tracks),
        code_sets=tuple(f"{system} {edition}" for system, edition in pack.code_set),
        guideline_year=pack.guideline_year,
        content_hash=pack.content_hash,
        cases=tuple(case.title for case in pack.cases),
        sealed=bool(pack.sealed),
    )
