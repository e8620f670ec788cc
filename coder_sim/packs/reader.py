"""Reads a case pack, folder or .casepack: frozen values, or every problem at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from coder_sim.domain.encounter import Document, Setting, Track
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Case, KeptIdentifier, Pack, SealedCase
from coder_sim.errors import PackError, Problem
from coder_sim.packs import codes, convert, documents, references
from coder_sim.packs.canonical import canonical_json, content_hash, digest
from coder_sim.packs.fault import Fault
from coder_sim.packs.key_models import KeyPart
from coder_sim.packs.members import Members, open_members, unusable_names
from coder_sim.packs.models import CasePart, PackPart
from coder_sim.packs.names import (
    CASE_FILE,
    CASES,
    DOCUMENT_ENDING,
    KEY_FILE,
    PACK_FILE,
    SEALED_FILE,
    clashes,
    is_device,
    member,
)
from coder_sim.packs.schema import Shape, check
from coder_sim.packs.sealing.header import Opener, SealFault, header_of
from coder_sim.packs.strict_json import parse

Step = Callable[[int, int, str], None]
"""Takes how many cases are read, of how many, and what is being read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A pack and what was passed over in it, such as fields of a newer program."""

    pack: Pack
    warnings: tuple[Problem, ...]


def read(path: Path, facts: CodeFacts, opener: Opener | None = None) -> Pack:
    """Read and check a pack; raises PackError with every problem, unknown fields among them.

    With an opener sealed keys are opened and the pack is one with open keys.
    """
    return _Reader(open_members(path), facts, lenient=False, opener=opener).pack()


def read_for_import(path: Path, facts: CodeFacts, step: Step | None = None) -> Reading:
    """Read and check a pack as ``read`` does, but only warn of unknown fields.

    ``step`` is told before each case how far the reading is, and may raise to end it.
    """
    reader = _Reader(open_members(path), facts, lenient=True, step=step)
    return Reading(reader.pack(), tuple(reader.warnings))


@dataclass(frozen=True, slots=True)
class Survey:
    """What a whole pack says of itself: its problems, and the cases that have none."""

    problems: tuple[Problem, ...]
    sound: Pack | None
    """The pack with only those cases; its content hash stands for nothing. None if unlisted."""


def survey(path: Path, facts: CodeFacts) -> Survey:
    """Read a pack for its author: one bad case hides nothing of the others.

    Raises PackError where the pack cannot be opened at all.
    """
    return _Reader(open_members(path), facts, lenient=False).survey()


def identity(path: Path) -> tuple[str, str] | None:
    """Return a pack's id and version from its listing alone; None where that cannot be told.

    Raises PackError where the pack cannot be opened.
    """
    members = open_members(path)
    if PACK_FILE not in members.names:
        return None
    listing = parse(members.read(PACK_FILE), file=f"{members.title}/{PACK_FILE}").value
    if not isinstance(listing, dict):
        return None
    return str(listing.get("id")), str(listing.get("version"))


@dataclass(slots=True)
class _Reader:
    """One reading of one pack; gathers problems as it goes."""

    members: Members
    facts: CodeFacts
    lenient: bool
    opener: Opener | None = None
    step: Step | None = None
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    digests: dict[str, bytes] = field(default_factory=dict)
    """SHA-256 of the canonical form of every file that belongs to the pack."""

    def pack(self) -> Pack:
        """Return the pack, or raise PackError with all problems."""
        pack = self._pack()
        if pack is None or self.problems:
            raise PackError(*self.problems)
        return pack

    def survey(self) -> Survey:
        """Return all problems, and the pack with the cases that have none."""
        pack, spoilt = self._pack(), {problem.case for problem in self.problems}
        if pack:
            cases = tuple(case for case in pack.cases if case.brief.id not in spoilt)
            pack = replace(pack, cases=cases)
        return Survey(tuple(self.problems), pack)

    def _pack(self) -> Pack | None:
        self.problems.extend(unusable_names(self.members))
        part = self._json(PACK_FILE, PackPart)
        ids = part.cases if part else self._case_folders()
        year = part.guideline_year if part else date.min.year
        cases = [self._case(id, year, part) for id in self._told(ids)]
        sealed = tuple(case for case in cases if isinstance(case, SealedCase))
        opened = tuple(case for case in cases if isinstance(case, Case))
        if sealed and opened:
            what, todo = "Some keys are sealed and others are not.", "Seal the whole pack."
            self._add(PACK_FILE, "", [Fault("cases", what, todo)])
        if part:
            self._devices(PACK_FILE, "", {"id": part.id})
            self._unlisted(part.cases)
        if part is None:
            return None
        return replace(_pack(part, opened, content_hash(self.digests)), sealed=sealed)

    def _told(self, ids: Sequence[str]) -> Iterator[str]:
        for number, id in enumerate(ids):
            if self.step is not None:
                self.step(number, len(ids), f"Reading {id}")
            yield id

    def _case(
        self, id: str, guideline_year: int, pack: PackPart | None
    ) -> Case | SealedCase | None:
        if not self._case_files(id):
            return None
        part = self._json(member(id, CASE_FILE), CasePart, id)
        if member(id, KEY_FILE) not in self.members.names and self.opener is None:
            return self._sealed(id, part, pack)
        key_part = self._key_part(id, pack)
        key = convert.key(key_part, guideline_year) if key_part else None
        if key:
            self._add(KEY_FILE, id, references.dangling(key))
            self._add(KEY_FILE, id, references.unsound(key))
        if part is None:
            return None
        self._add(CASE_FILE, id, _case_faults(id, part))
        chart = self._chart(id, part)
        brief = convert.brief(part, chart)
        if key is None:
            return None
        texts = {document.id: document.text for document in chart}
        unread = frozenset(document.id for document in part.documents) - texts.keys()
        self._add(KEY_FILE, id, documents.quotes(key, texts, unread))
        self._add_codes(id, codes.faults(key, brief.encounter.service_date, self.facts))
        return Case(brief, key, part.objectives)

    def _add_codes(self, id: str, faults: Iterable[Fault]) -> None:
        found = tuple(faults)
        waiting = tuple(fault for fault in found if self.lenient and fault.waits)
        self._add(KEY_FILE, id, (fault for fault in found if fault not in waiting))
        file = self._file(member(id, KEY_FILE))
        self.warnings.extend(fault.problem(file=file, case=id) for fault in waiting)

    def _case_files(self, id: str) -> bool:
        """Tell whether a case has its two files, and note what is missing."""
        here = [file for file in (CASE_FILE, KEY_FILE) if member(id, file) in self.members.names]
        if not here:
            self._add(
                PACK_FILE,
                "",
                [
                    Fault(
                        "cases", f'The case "{id}" has no folder {CASES}/{id}.', "Add or unlist it."
                    )
                ],
            )
            return False
        if member(id, SEALED_FILE) in self.members.names:
            here.append(KEY_FILE)
        for file in {CASE_FILE, KEY_FILE} - set(here):
            what, todo = "Is missing.", f"Add {file} to the case's folder."
            self._add(file, id, [Fault("", what, todo)])
        return True

    def _sealed(self, id: str, part: CasePart | None, pack: PackPart | None) -> SealedCase | None:
        """Return a case whose key stays shut: its chart is checked as any other."""
        content = self._seal(id, pack)
        if part is None or content is None:
            return None
        self._add(CASE_FILE, id, _case_faults(id, part))
        mode = header_of(content).mode.value
        return SealedCase(convert.brief(part, self._chart(id, part)), content, mode)

    def _seal(self, id: str, pack: PackPart | None) -> bytes | None:
        """Return a sealed key that belongs where it lies."""
        name = member(id, SEALED_FILE)
        content = self._content(name, id) if name in self.members.names else None
        if content is None:
            return None
        self.digests[name] = digest(content)
        try:
            header = header_of(content)
        except SealFault as fault:
            self._add(SEALED_FILE, id, [Fault("", str(fault), "Get the pack again.")])
            return None
        if pack and (header.pack, header.version, header.case) != (pack.id, pack.version, id):
            what = f"Is the key of {header.case[:60]} in {header.pack[:60]} {header.version[:20]}."
            self._add(SEALED_FILE, id, [Fault("", what, "Get the pack again.")])
            return None
        return content

    def _key_part(self, id: str, pack: PackPart | None) -> KeyPart | None:
        """Return the key as it is written: open, or behind a seal that the opener opens."""
        if self.opener is None or member(id, KEY_FILE) in self.members.names:
            return self._json(member(id, KEY_FILE), KeyPart, id)
        content = self._seal(id, pack)
        if content is None:
            return None
        try:
            plain = self.opener.open(content)
        except SealFault as fault:
            self._add(SEALED_FILE, id, [Fault("", str(fault), "Try again, or ask who sealed it.")])
            return None
        return self._shaped(plain, member(id, KEY_FILE), KeyPart, id)

    def _chart(self, id: str, part: CasePart) -> tuple[Document, ...]:
        chart = []
        for place, document in enumerate(part.documents):
            name = member(id, document.file)
            if "/" in document.file or not document.file.endswith(DOCUMENT_ENDING):
                what = f'"{document.file[:60]}" is not the name of a text file beside case.json.'
                todo = f'Name a file such as "note{DOCUMENT_ENDING}".'
                self._add(CASE_FILE, id, [Fault(f"documents[{place}].file", what, todo)])
            elif name not in self.members.names:
                what = f"The document {document.file} is missing."
                todo = "Add the file, or take it from the list."
                self._add(CASE_FILE, id, [Fault(f"documents[{place}].file", what, todo)])
            else:
                content = self._content(name, id)
                text = documents.text_of(content) if content is not None else None
                if isinstance(text, Fault):
                    self._add(document.file, id, [text])
                elif text is not None:
                    self.digests[name] = digest(text.encode("utf-8"))
                    chart.append(convert.document(document, text))
        return tuple(chart)

    def _unlisted(self, ids: Iterable[str]) -> None:
        """Note every file that no list names: it would be lost, or smuggled."""
        if self.problems:
            # A file that could not be read may be the one that lists the others.
            return
        for name in sorted(self.members.names - self.digests.keys()):
            _, _, inner = name.partition(f"{CASES}/")
            case, _, file = inner.partition("/")
            if file == SEALED_FILE:
                what, todo = "Stands beside an open key.", "Remove one of the two."
            elif case in ids and file:
                what, todo = "Is not listed in case.json.", 'List it in "documents", or remove it.'
            else:
                what, todo = (
                    "Is not listed in pack.json.",
                    'List its case in "cases", or remove it.',
                )
            self.problems.append(Problem(what=what, file=self._file(name), case=case, todo=todo))

    def _json(self, name: str, shape: type[Shape], case: str = "") -> Shape | None:
        if name not in self.members.names:
            if not case:
                self._add(name, "", [Fault("", "Is missing.", f"A pack has a {name}.")])
            return None
        content = self._content(name, case)
        if content is None:
            return None
        return self._shaped(content, name, shape, case)

    def _shaped(self, content: bytes, name: str, shape: type[Shape], case: str) -> Shape | None:
        """Hold JSON against its shape; an opened key is no file of its own."""
        parsed = parse(content, file=self._file(name), case=case)
        self.problems.extend(parsed.problems)
        if parsed.problems:
            return None
        checked = check(shape, parsed.value, file=self._file(name), case=case, lenient=self.lenient)
        self.problems.extend(checked.problems)
        self.warnings.extend(checked.warnings)
        if name in self.members.names:
            self.digests[name] = digest(canonical_json(parsed.value))
        return checked.value

    def _content(self, name: str, case: str) -> bytes | None:
        try:
            return self.members.read(name)
        except PackError as error:
            self.problems.extend(
                Problem(problem.what, problem.file, case, problem.field, problem.todo)
                for problem in error.problems
            )
            return None

    def _case_folders(self) -> list[str]:
        inner = (name.split("/") for name in self.members.names)
        return sorted({parts[1] for parts in inner if len(parts) > 2 and parts[0] == CASES})

    def _devices(self, file: str, case: str, ids: Mapping[str, str]) -> None:
        for place, id in ids.items():
            if is_device(id):
                what = f'"{id}" is a device name on Windows.'
                self._add(file, case, [Fault(place, what, "Choose another id.")])

    def _file(self, name: str) -> str:
        return f"{self.members.title}/{name}"

    def _add(self, file: str, case: str, faults: Iterable[Fault]) -> None:
        name = self._file(member(case, file) if case else file)
        self.problems.extend(fault.problem(file=name, case=case) for fault in faults)


def _case_faults(id: str, part: CasePart) -> Iterable[Fault]:
    """Yield what is wrong with case.json in itself."""
    if part.id != id:
        yield Fault("id", f'Is "{part.id}"; the folder is "{id}".', "Make them equal.")
    if is_device(id):
        yield Fault("id", f'"{id}" is a device name on Windows.', "Choose another id.")
    if part.setting == Setting.INPATIENT.value and part.dos is not None:
        what = "An inpatient stay has admit, discharge and discharge_status, not dos."
        yield Fault("dos", what, "Correct the setting or the dates.")
    if part.admit and part.discharge and part.discharge < part.admit:
        yield Fault("discharge", "Lies before admit.", "Correct the dates.")
    for name in ("id", "file"):
        for value in clashes(getattr(document, name) for document in part.documents):
            yield Fault("documents", f'The {name} "{value}" is given twice.', "Give each its own.")


def _pack(part: PackPart, cases: tuple[Case, ...], content: str) -> Pack:
    editions = part.code_set.model_dump(exclude_none=True)
    return Pack(
        id=part.id,
        title=part.title,
        version=part.version,
        publisher=part.publisher,
        licence=part.licence,
        language=part.language,
        description=part.description,
        tracks=tuple(Track(track) for track in part.tracks),
        code_set=tuple(editions.items()),
        guideline_year=part.guideline_year,
        guideline_version=part.guideline_version,
        cases=cases,
        content_hash=content,
        identifiers_kept=tuple(
            KeptIdentifier(kept.case, kept.doc, kept.quote, kept.reason)
            for kept in part.identifiers_kept
        ),
    )
