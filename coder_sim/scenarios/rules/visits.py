"""Office visits: the level by two of three elements of decision making, or by time."""

from dataclasses import dataclass

from coder_sim.domain.answer import EmLevels, Extra
from coder_sim.domain.code_set import System
from coder_sim.domain.encounter import Setting, Sex, Track
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, dx, extra, service, trap
from coder_sim.scenarios.rules.common import PLAIN

CITE = ("CPT E/M: medical decision making",)
NEW = ("99202", "99203", "99204", "99205")
ESTABLISHED = ("99212", "99213", "99214", "99215")
NEW_MINUTES, ESTABLISHED_MINUTES = (15, 30, 45, 60), (10, 20, 30, 40)
LEVELS = ("straightforward", "low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem dealt with: its code, its words, and how complex it is (0 to 3)."""

    id: str
    code: str
    level: int
    proof: str


PROBLEMS = (
    Problem("bite", "S50.861A", 0, "one self-limited or minor problem"),
    Problem("cold", "J00", 0, "one self-limited or minor problem"),
    Problem("cystitis", "N30.00", 1, "one acute uncomplicated illness"),
    Problem("rhinitis", "J30.1", 1, "one stable chronic illness"),
    Problem("thyroid", "E03.9", 1, "one stable chronic illness"),
    Problem("asthma", "J45.41", 2, "one chronic illness with exacerbation"),
    Problem("gout", "M10.072", 2, "one chronic illness with exacerbation"),
    Problem("anemia", "D50.0", 2, "one chronic illness that is not at its goal"),
    Problem("heart", "I50.23", 3, "one chronic illness with severe exacerbation"),
    Problem("colitis", "K51.90", 3, "one chronic illness with severe exacerbation"),
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What was done at one visit; data and risk are levels from 0 to 3."""

    problem: Problem
    data: int
    risk: int
    minutes: int
    """Total time of the physician on the day; 0 where none is documented."""
    new: bool
    age: int
    sex: Sex


def draw(dice: Dice) -> Visit:
    """Return a scenario; a chart with time gives the minutes of the whole day."""
    problem = dice.one(PROBLEMS)
    new = dice.chance(40)
    data = max(0, min(3, problem.level + dice.between(-2, 1)))
    risk = max(0, min(3, problem.level + dice.between(-1, 1)))
    minutes = 0
    if dice.chance(35):
        low = NEW_MINUTES if new else ESTABLISHED_MINUTES
        minutes = low[dice.between(0, 3)] + dice.between(0, 9)
    return Visit(problem, data, risk, minutes, new, dice.between(22, 78), dice.one((Sex.F, Sex.M)))


def by_elements(problems: int, data: int, risk: int) -> int:
    """Return the level that two of the three elements meet or exceed: the middle one."""
    return sorted((problems, data, risk))[1]


def by_time(minutes: int, new: bool) -> int:
    """Return the level of the time, met or exceeded; -1 below the first threshold."""
    return sum(minutes >= least for least in (NEW_MINUTES if new else ESTABLISHED_MINUTES)) - 1


def level(it: Visit) -> int:
    """Return the level of the visit: decision making or time, whichever supports more."""
    made = by_elements(it.problem.level, it.data, it.risk)
    return max(made, by_time(it.minutes, it.new)) if it.minutes else made


def key(it: Visit) -> Outline:
    """Derive the key: the diagnosis and the visit."""
    return Outline(
        setting=Setting.PROFESSIONAL,
        age=it.age,
        sex=it.sex,
        specialty="Family medicine",
        difficulty=2 + (it.minutes > 0) + (len({it.problem.level, it.data, it.risk}) == 3),
        tracks=(Track.CPC,),
        asks="Code the physician's claim: the diagnosis and the visit, by decision making or by time, whichever supports the higher level.",
        lines=(
            dx("d1", it.problem.code, ("problem",),
               "This is what the visit was for and what was decided about. It is coded as far as the note tells.", ("IV.G", "IV.F")),
            _visit(it),
        ),
        extras=_extras(it),
        policy=PLAIN,
        new_patient=it.new,
    )  # fmt: skip


def _visit(it: Visit) -> Drafted:
    codes, others = (NEW, ESTABLISHED) if it.new else (ESTABLISHED, NEW)
    right = level(it)
    made = by_elements(it.problem.level, it.data, it.risk)
    why = f"Problems are {LEVELS[it.problem.level]}, data {LEVELS[it.data]}, risk {LEVELS[it.risk]}: two of three support {LEVELS[made]}."
    if it.minutes:
        spent = by_time(it.minutes, it.new)
        reached = f"reach {codes[spent]}" if spent >= 0 else "reach no level"
        why += f" The {it.minutes} minutes {reached}; the higher of the two is reported."
    else:
        why += " No time is documented, so decision making alone decides."
    return service(
        "s1", System.CPT, codes[right], ("problem", "data", "risk", *(("time",) if it.minutes else ())),
        why, CITE,
        trap(others[right], "WRONG_SERVICE_FAMILY", "The chart tells whether the patient is new."),
        em=EmLevels(
            family="office-new" if it.new else "office-established",
            levels=codes if it.new else ("99211", *codes),
            problems=f"{LEVELS[it.problem.level]}: {it.problem.proof}",
            data=LEVELS[it.data],
            risk=LEVELS[it.risk],
            minutes=it.minutes or None,
        ),
    )  # fmt: skip


_SYMPTOMS = {
    "cystitis": ("R30.0", "Burning on urination is part of a bladder infection."),
    "asthma": ("R06.2", "Wheezing is part of asthma."),
    "heart": ("R06.02", "Breathlessness is part of heart failure."),
    "colitis": ("R19.7", "Diarrhea is part of the colitis."),
    "gout": ("M25.572", "The joint hurts from gout."),
    "cold": ("R09.81", "A stuffy nose is part of a cold."),
}


def _extras(it: Visit) -> tuple[Extra, ...]:
    found = [extra("Z00.00", "UNSUPPORTED_EXTRA", "This was no general examination.", "IV.P")]
    code, why = _SYMPTOMS.get(
        it.problem.id, ("R53.83", "Being tired is not a problem of its own here.")
    )
    found.append(extra(code, "SYMPTOM_INTEGRAL", why, "I.B.5"))
    return tuple(found)
