"""Learning objectives: what the charts of a program should teach between them."""

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """How one can tell that a chart serves an objective."""

    DECLARED = "declared"
    """The author says so in case.json."""
    GUIDELINE = "guideline"
    """The key cites the section or one below it, be it for a code that does not belong there."""
    ICD10CM = "icd-10-cm"
    ICD10PCS = "icd-10-pcs"
    CPT = "cpt"
    HCPCS = "hcpcs"
    """A code of the key has one of the patterns; ? is any character, * any end."""
    MODIFIER = "modifier"
    POA = "poa"
    SETTING = "setting"
    DIFFICULTY = "difficulty"
    TRACK = "track"
    QUERIES = "queries"
    """The key asks for a provider query."""
    HCCS = "hccs"
    """The key expects HCCs."""
    EM_MDM = "em-mdm"
    """An E/M level rests on medical decision making."""
    EM_TIME = "em-time"
    """An E/M level rests on time."""


@dataclass(frozen=True, slots=True)
class Objective:
    """One thing to teach, and how a chart shows that it teaches it."""

    id: str
    name: str
    group: str
    basis: Basis
    of: tuple[str, ...] = ()
    """Patterns of codes, ids or values, as the basis says."""
    least: int = 1
    """How many charts should serve it."""
