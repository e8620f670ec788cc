"""A shelf of packs in memory, for tests of the window."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from coder_sim.errors import PackError, Problem
from coder_sim.practice.packs import PackFacts, PackNews, PackPreview, PackRow
from coder_sim.practice.undertaking import Undertaking
from tests.ui.fake_desk import NOW

FIRST = PackFacts(
    id="first-flights",
    title="First flights",
    version="1.0.0",
    publisher="Coder Sim project",
    licence="CC-BY-4.0",
    description="Twelve charts.",
    tracks=("CPC", "CCS"),
    code_sets=("icd10cm FY2026",),
    guideline_year=2026,
    content_hash="0123456789abcdef",
    cases=("Office visit", "Heart failure"),
)
HARBOUR = replace(FIRST, id="harbour", title="Harbour clinic", cases=("A fall",))


def a_preview(path: Path, **changes: object) -> PackPreview:
    """Return a sound pack that is new."""
    preview = PackPreview(path, HARBOUR, PackNews.NEW, "", (), (), ())
    return replace(preview, **changes)  # type: ignore[arg-type]


@dataclass
class FakePacks:
    """Satisfies PackShelf."""

    shelved: list[PackRow] = field(default_factory=lambda: [PackRow(FIRST, NOW)])
    previews: dict[str, PackPreview] = field(default_factory=dict)
    exported: list[Path] = field(default_factory=list)
    broken: str = ""

    def rows(self) -> tuple[PackRow, ...]:
        return tuple(self.shelved)

    def look_at(self, path: Path, work: Undertaking) -> PackPreview:
        work.step(1, 2, "Reading a case")
        self._refuse()
        return self.previews.get(path.name, a_preview(path))

    def take(self, preview: PackPreview) -> str:
        self._refuse()
        assert preview.facts is not None
        self.shelved.append(PackRow(preview.facts, NOW))
        return f"{preview.facts.title} is on the shelf."

    def export(self, pack_id: str, target: Path) -> str:
        self._refuse()
        self.exported.append(target)
        return f"{pack_id} was written."

    def remove(self, pack_id: str) -> str:
        self._mark(pack_id, removed=True)
        return "It is in the bin."

    def restore(self, pack_id: str) -> str:
        self._mark(pack_id, removed=False)
        return "It is on the shelf again."

    def _mark(self, pack_id: str, *, removed: bool) -> None:
        self.shelved = [
            replace(row, removed=removed) if row.facts.id == pack_id else row
            for row in self.shelved
        ]

    def _refuse(self) -> None:
        if self.broken:
            raise PackError(Problem(self.broken, todo="Try another place."))
