"""Which learning objectives the charts of packs serve, worked out from their keys."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from coder_sim.domain.code_set import System
from coder_sim.domain.objective import Basis, Objective
from coder_sim.domain.pack import Case, Pack


@dataclass(frozen=True, slots=True)
class CoveredChart:
    """A chart and the ids of the objectives that it serves, in the order of the list."""

    pack: str
    case: Case
    serves: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return pack and case as one name."""
        return f"{self.pack}/{self.case.brief.id}"


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """An objective and the places, among the charts, of those that serve it."""

    objective: Objective
    charts: tuple[int, ...]

    @property
    def empty(self) -> bool:
        """Tell whether no chart serves it."""
        return not self.charts

    @property
    def short(self) -> bool:
        """Tell whether fewer charts serve it than should, though at least one does."""
        return 0 < len(self.charts) < self.objective.least


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix of charts and objectives."""

    charts: tuple[CoveredChart, ...]
    rows: tuple[CoverageRow, ...]


def coverage(packs: Iterable[Pack], objectives: Sequence[Objective]) -> Coverage:
    """Return what every chart of the packs serves; sealed charts show no key and are left out."""
    charts = tuple(
        CoveredChart(pack.id, case, tuple(one.id for one in objectives if serves(case, one)))
        for pack in packs
        for case in pack.cases
    )
    rows = (
        CoverageRow(one, tuple(n for n, chart in enumerate(charts) if one.id in chart.serves))
        for one in objectives
    )
    return Coverage(charts, tuple(rows))


def serves(case: Case, objective: Objective) -> bool:
    """Tell whether a chart serves an objective."""
    return _TESTS[objective.basis](case, objective)


def _declared(case: Case, objective: Objective) -> bool:
    return objective.id in case.objectives


def _cites(case: Case, objective: Objective) -> bool:
    cited = {id for line in case.key.lines for id in line.guidelines}
    cites = [rule.cite for rule in case.key.constraints]
    cites += [extra.cite for extra in case.key.extras]
    cited |= {part.strip() for cite in cites for part in cite.split(";")}
    return any(
        id == section or id.startswith(f"{section}.") for id in cited for section in objective.of
    )


def _codes(system: System) -> Callable[[Case, Objective], bool]:
    def found(case: Case, objective: Objective) -> bool:
        return any(
            fnmatchcase(line.code, pattern)
            for line in case.key.lines
            if line.system is system
            for pattern in objective.of
        )

    return found


def _modifier(case: Case, objective: Objective) -> bool:
    return any(not {*objective.of}.isdisjoint(line.modifiers) for line in case.key.lines)


def _poa(case: Case, objective: Objective) -> bool:
    return any(not {*objective.of}.isdisjoint(line.poa or ()) for line in case.key.lines)


def _setting(case: Case, objective: Objective) -> bool:
    return case.brief.encounter.setting in objective.of


def _difficulty(case: Case, objective: Objective) -> bool:
    return str(case.brief.difficulty) in objective.of


def _track(case: Case, objective: Objective) -> bool:
    return not {*objective.of}.isdisjoint(case.brief.tracks)


def _queries(case: Case, _: Objective) -> bool:
    return bool(case.key.queries)


def _hccs(case: Case, _: Objective) -> bool:
    return bool(case.key.hcc)


def _by_mdm(case: Case, _: Objective) -> bool:
    return any(line.em and line.em.problems for line in case.key.lines)


def _by_time(case: Case, _: Objective) -> bool:
    return any(line.em and line.em.minutes is not None for line in case.key.lines)


_TESTS: Mapping[Basis, Callable[[Case, Objective], bool]] = {
    Basis.DECLARED: _declared,
    Basis.GUIDELINE: _cites,
    Basis.ICD10CM: _codes(System.ICD10CM),
    Basis.ICD10PCS: _codes(System.ICD10PCS),
    Basis.CPT: _codes(System.CPT),
    Basis.HCPCS: _codes(System.HCPCS),
    Basis.MODIFIER: _modifier,
    Basis.POA: _poa,
    Basis.SETTING: _setting,
    Basis.DIFFICULTY: _difficulty,
    Basis.TRACK: _track,
    Basis.QUERIES: _queries,
    Basis.HCCS: _hccs,
    Basis.EM_MDM: _by_mdm,
    Basis.EM_TIME: _by_time,
}
