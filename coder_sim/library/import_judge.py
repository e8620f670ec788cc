"""Judges files before an import: which is what, which says more, and what is half a set."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from coder_sim.domain.code_files import FileVerdict, LeftOut, Outcome
from coder_sim.domain.code_set import System
from coder_sim.errors import Problem, SourceError
from coder_sim.library.containers import Found, Item, PassedOver, Unreadable
from coder_sim.library.readers.catalog import Content, Reader, SourceKind, in_file
from coder_sim.library.readers.known import reader_of
from coder_sim.library.readers.services import ServiceModifier
from coder_sim.library.source_shelf import Imported, Label, digest

_BOUND = 0.9
"""A set with a smaller share of the codes of the set it replaces is half a set."""
_WHOLE_SETS: Mapping[SourceKind, int] = {
    SourceKind.HCPCS: 5_000,
    SourceKind.CPT_LONG: 8_000,
    SourceKind.CPT_MEDIUM: 8_000,
    SourceKind.CPT_SHORT: 8_000,
    SourceKind.FEE_SCHEDULE: 8_000,
}
"""What a whole set holds at least; a smaller one is taken beside the starter set, and told."""
_REPLACED = {
    SourceKind.TABULAR: System.ICD10CM,
    SourceKind.CM_ORDER: System.ICD10CM,
    SourceKind.CM_CODES: System.ICD10CM,
    SourceKind.PCS_TABLES: System.ICD10PCS,
    SourceKind.PCS_ORDER: System.ICD10PCS,
    SourceKind.PCS_CODES: System.ICD10PCS,
}
"""Files that take the place of a bundled set."""
_AGAIN = "Take the whole file from its publisher again."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that can be imported."""

    name: str
    data: bytes
    content: Content[object]
    label: Label
    replaced: tuple[Imported, ...]
    """Sources on the shelf whose place it takes."""


@dataclass(slots=True)
class Judgement:
    """Candidates and verdicts, in the order in which the files were found."""

    today: date
    shelf: Sequence[Imported]
    bundled: Mapping[System, int]
    """Codes of the sets that are loaded without an import."""
    candidates: list[Candidate] = field(default_factory=list)
    verdicts: list[FileVerdict] = field(default_factory=list)

    def _take(self, item: Item) -> None:
        """Judge a file that was found."""
        if isinstance(item, PassedOver):
            self._pass_over(item.name, item.why)
        elif isinstance(item, Unreadable):
            self._refuse(item.name, item.error)
        else:
            self._take_found(item)

    def take_all(self, name: str, items: Iterable[Item]) -> None:
        """Judge all that was found in what the user named; refuse that where it is nothing."""
        verdicts, candidates = len(self.verdicts), len(self.candidates)
        for item in items:
            self._take(item)
        since = self.verdicts[verdicts:]
        refused = any(verdict.outcome is Outcome.REFUSED for verdict in since)
        if not refused and len(self.candidates) == candidates:
            # A file that is itself passed over was named: that is its refusal.
            own = [verdict for verdict in since if verdict.name == name]
            self.verdicts = [verdict for verdict in self.verdicts if verdict not in own]
            what = f"it is {own[0].remark}" if own else "it holds no code-set file known here"
            todo = "Files are known by their content, whatever their name."
            self._refuse(name, SourceError(Problem(what, todo=todo)))

    def settle(self) -> None:
        """Of files that would take one place keep the fullest; then look for half sets."""
        chosen: dict[tuple[str, ...], Candidate] = {}
        for candidate in self.candidates:
            place = _place(candidate.label)
            other = chosen.get(place)
            if other is None or _fullness(candidate) > _fullness(other):
                chosen[place] = candidate
        kept = set(map(id, chosen.values()))
        for candidate in self.candidates:
            if id(candidate) not in kept:
                fuller = chosen[_place(candidate.label)].name
                self._pass_over(candidate.name, f"says no more than {fuller}")
        self.candidates = [item for item in self.candidates if id(item) in kept]
        # All are held against all: part of a newer edition does not hide a whole older one.
        standing = [item for item in self.candidates if self._stands(item)]
        self.candidates = standing

    def _take_found(self, item: Found) -> None:
        reader: Reader[object] | None = None
        try:
            reader = reader_of(item.data)
            if reader is None:
                if item.named:
                    return
                self._pass_over(item.name, "no code-set file that is known here")
                return
            content = reader.read(item.data)
        except SourceError as error:
            self._refuse(item.name, error, reader)
            return
        data = item.data if reader.keeps is None else _cut_down(item.data, reader)
        label = _label(item.name, data, content, self.today)
        self.candidates.append(
            Candidate(item.name, data, content, label, tuple(_replaced(label, self.shelf)))
        )

    def _stands(self, candidate: Candidate) -> bool:
        """Tell whether a candidate is to be imported; else say why not."""
        label = candidate.label
        if any(source.label.sha256 == label.sha256 for source in self.shelf):
            self.verdicts.append(verdict_of(candidate, Outcome.ALREADY))
            return False
        problem = self._half(candidate) or _older(candidate)
        if problem is None:
            return True
        self.verdicts.append(verdict_of(candidate, Outcome.REFUSED, problem))
        return False

    def _half(self, candidate: Candidate) -> Problem | None:
        label = candidate.label
        whole, what = max(
            [
                *((item.label.count, item.label.origin) for item in candidate.replaced),
                *(
                    (item.count, item.origin)
                    for item in self._loaded_or_offered()
                    if (item.kind, item.part) == (label.kind, label.part)
                ),
                *self._bundled_set(label.kind),
            ],
            default=(0, ""),
        )
        if label.count >= _BOUND * whole:
            return None
        return Problem(
            f"it holds {label.count:,} {label.unit}, {what} holds {whole:,}: this is half a set, "
            "which does not replace a whole one",
            candidate.name,
            todo=_AGAIN,
        )

    def _loaded_or_offered(self) -> Iterator[Label]:
        yield from (source.label for source in self.shelf)
        yield from (candidate.label for candidate in self.candidates)

    def _bundled_set(self, kind: SourceKind) -> list[tuple[int, str]]:
        system = _REPLACED.get(kind)
        return [(self.bundled.get(system, 0), f"the loaded {system.value}")] if system else []

    def _pass_over(self, name: str, why: str) -> None:
        self.verdicts.append(FileVerdict(name, Outcome.PASSED_OVER, remark=why))

    def _refuse(self, name: str, error: SourceError, reader: Reader[object] | None = None) -> None:
        kind = reader.kind.value if reader else ""
        problems = in_file(error, name).problems
        self.verdicts.append(FileVerdict(name, Outcome.REFUSED, kind, problems=problems))


def verdict_of(
    candidate: Candidate, outcome: Outcome, *problems: Problem, remark: str = ""
) -> FileVerdict:
    """Return the verdict on a file that was read to its end."""
    content, label = candidate.content, candidate.label
    replaced = candidate.replaced[0].label if candidate.replaced else None
    whole = _WHOLE_SETS.get(label.kind, 0)
    if outcome is Outcome.TAKEN and label.count < whole:
        remark = f"A whole set holds more than {whole:,} codes; all others keep their labels."
    return FileVerdict(
        *(candidate.name, outcome, label.kind.value, label.edition, label.count, label.unit),
        modifiers=sum(isinstance(row, ServiceModifier) for row in content.rows[:50_000]),
        left_out=tuple(LeftOut(item.count, item.why, item.where) for item in content.skipped),
        remark=remark,
        problems=problems,
        replaces=f"{replaced.origin} ({replaced.count:,} {replaced.unit})"
        if replaced and outcome is Outcome.TAKEN
        else "",
    )


def _label(name: str, data: bytes, content: Content[object], today: date) -> Label:
    origin = PurePosixPath(name).name
    # Order and code files do not say their edition: each stands for itself.
    alone = content.kind in _REPLACED and not content.edition.name
    return Label(
        kind=content.kind,
        edition=content.edition.name,
        part=origin if alone else content.part,
        origin=origin,
        count=content.count,
        unit=content.unit,
        imported=today,
        sha256=digest(data),
        effective_from=content.edition.effective_from,
    )


def _cut_down(data: bytes, reader: Reader[object]) -> bytes:
    keeps = reader.keeps or (lambda line: True)
    return b"".join(line for line in data.splitlines(keepends=True) if keeps(line))


def _place(label: Label) -> tuple[str, ...]:
    """Return what a source takes: a fiscal year's files stand beside those of another year."""
    edition = label.edition if label.edition.startswith("FY") else ""
    return label.kind, edition, label.part


def _replaced(label: Label, shelf: Iterable[Imported]) -> Iterable[Imported]:
    return (item for item in shelf if _place(item.label) == _place(label))


def _older(candidate: Candidate) -> Problem | None:
    day = candidate.label.effective_from
    for item in candidate.replaced:
        loaded = item.label.effective_from
        if day is not None and loaded is not None and day < loaded:
            return Problem(
                f"it is of {candidate.label.edition}, older than {item.label.edition}, which is "
                "imported",
                candidate.name,
                todo=f"To have it all the same: coder-sim codes remove {item.label.kind.slug}",
            )
    return None


def _fullness(candidate: Candidate) -> tuple[int, date, int, bool]:
    """Return what tells the fuller of two files: more codes, later, then mixed case."""
    sample = candidate.data[len(candidate.data) // 2 :][:65_536]
    day = candidate.label.effective_from or date.min
    return candidate.label.count, day, len(candidate.content.rows), sample != sample.upper()
