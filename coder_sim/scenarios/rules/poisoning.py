"""Poisoning, adverse effect and underdosing: which code leads, and why a drug was not taken."""

from dataclasses import dataclass

from coder_sim.domain.answer import Extra
from coder_sim.domain.encounter import FacilityPolicy, Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, Rule, dx, extra, trap
from coder_sim.scenarios.rules.common import DIAGNOSES, ED

_POLICY = FacilityPolicy(
    history_z=False,
    text="Place and activity are not reported here. History codes are left out where the encounter did not deal with them.",
)
INTENTS = {"accident": "1", "self-harm": "2", "assault": "3", "unknown": "4"}


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug of the table: code stem, what it does when taken as told, what its lack does."""

    name: str
    stem: str
    effect: str
    effect_code: str
    lack: str
    lack_code: str
    toxic: str
    toxic_code: str


DRUGS = (
    Drug("lisinopril", "T46.4X", "angioneurotic edema", "T78.3XXA", "hypertension out of control", "I10", "hypotension", "I95.2"),
    Drug("digoxin", "T46.0X", "bradycardia", "R00.1", "other persistent atrial fibrillation", "I48.19", "bradycardia", "R00.1"),
    Drug("phenytoin", "T42.0X", "ataxia", "R27.0", "epilepsy, not intractable", "G40.909", "ataxia", "R27.0"),
    Drug("amoxicillin", "T36.0X", "a generalized skin eruption", "L27.0", "acute streptococcal tonsillitis", "J03.00", "vomiting", "R11.10"),
    Drug("metoprolol", "T44.7X", "bradycardia", "R00.1", "hypertension out of control", "I10", "bradycardia", "R00.1"),
    Drug("furosemide", "T50.1X", "hypokalemia", "E87.6", "chronic systolic heart failure", "I50.22", "hypokalemia", "E87.6"),
    Drug("levothyroxine", "T38.1X", "palpitations", "R00.2", "hypothyroidism", "E03.9", "palpitations", "R00.2"),
)  # fmt: skip
# Codes Z91.12- and Z91.13- tell the reason of an underdosing, Z91.14 and Z91.19 other lapses.
REASONS = {
    "cost": "Z91.120",
    "other intent": "Z91.128",
    "age": "Z91.130",
    "forgot": "Z91.138",
}


@dataclass(frozen=True, slots=True)
class Drugged:
    """What is true of one drug and one patient."""

    drug: Drug
    kind: str
    """poisoning, adverse or underdosing."""
    intent: str
    reason: str
    age: int
    sex: Sex


def draw(dice: Dice) -> Drugged:
    """Return a scenario."""
    kind = dice.one(("poisoning", "adverse", "underdosing"))
    return Drugged(
        drug=dice.one(DRUGS),
        kind=kind,
        intent=dice.one(("accident", "accident", "self-harm", "assault", "unknown")),
        reason=dice.one(tuple(REASONS)),
        age=dice.between(66, 84) if kind == "underdosing" else dice.between(21, 76),
        sex=dice.one((Sex.F, Sex.M)),
    )


def drug_code(it: Drugged) -> str:
    """Return the code of the drug: 6th (or 5th) character 1 to 4 poisoning, 5 effect, 6 underdosing.

    Correct drug, properly taken: adverse effect. Wrong drug, dose, route or person: poisoning.
    Less than told: underdosing (I.C.19.e.5).
    """
    last = {"adverse": "5", "underdosing": "6"}.get(it.kind) or INTENTS[it.intent]
    return f"{it.drug.stem}{last}A"


def key(it: Drugged) -> Outline:
    """Derive the key."""
    lines, rules = _LINES[it.kind](it)
    return Outline(
        setting=Setting.ED,
        age=it.age,
        sex=it.sex,
        specialty="Emergency medicine",
        difficulty={"poisoning": 3, "adverse": 2, "underdosing": 4}[it.kind],
        tracks=ED,
        asks=DIAGNOSES,
        lines=lines,
        extras=_extras(it),
        rules=rules,
        policy=_POLICY,
    )


_Key = tuple[tuple[Drafted, ...], tuple[Rule, ...]]


def _traps(it: Drugged) -> tuple[str, ...]:
    return tuple(
        f"{it.drug.stem}{one}A"
        for one in ("5", "1", "6")
        if f"{it.drug.stem}{one}A" != drug_code(it)
    )


def _drug_line(it: Drugged, id: str, proof: tuple[str, ...], why: str, cite: str) -> Drafted:
    wrong = [
        trap(
            code,
            "WRONG_CODE_SAME_CATEGORY",
            "How the drug was taken decides between poisoning, adverse effect and underdosing.",
        )
        for code in _traps(it)
    ]
    return dx(id, drug_code(it), proof, why, (cite, "I.C.19.e"), *wrong)


def _poisoning(it: Drugged) -> _Key:
    why = {
        "accident": "Too much was taken by mistake, which is poisoning, accidental.",
        "self-harm": "Too much was taken on purpose to do harm, which is poisoning by self-harm.",
        "assault": "Somebody else gave it to do harm, which is poisoning by assault.",
        "unknown": "The record says that the intent cannot be told, which is undetermined.",
    }[it.intent]
    return (
        _drug_line(it, "d1", ("how", "drug"), f"{why} The poisoning stands first, what it did follows.", "I.C.19.e.5.b"),
        dx("d2", it.drug.toxic_code, ("effect",),
           "What the poisoning did is coded after it. Each manifestation has its own code.", ("I.C.19.e.5.b",)),
    ), (Rule("d1", "d2", "I.C.19.e.5.b"),)  # fmt: skip


def _adverse(it: Drugged) -> _Key:
    return (
        dx("d1", it.drug.effect_code, ("effect",),
           "The drug was right and taken as told. So the effect stands first, and the drug follows.", ("I.C.19.e.5.a",)),
        _drug_line(it, "d2", ("how", "drug"), "The drug is told as the cause of an adverse effect. It never stands before the effect.", "I.C.19.e.5.a"),
    ), (Rule("d1", "d2", "I.C.19.e.5.a"),)  # fmt: skip


def _underdosing(it: Drugged) -> _Key:
    # I.C.19.e.5.c: underdosing is never first; the condition is, with Z91 for the intent.
    why = {
        "cost": "The patient took less to save money.",
        "other intent": "The patient took less on purpose, for a reason of their own.",
        "age": "The patient took less without meaning to, from debility of age.",
        "forgot": "The patient took less without meaning to, by forgetting.",
    }[it.reason]
    wrong = [code for code in REASONS.values() if code != REASONS[it.reason]][:2]
    return (
        dx("d1", it.drug.lack_code, ("effect",),
           "The condition that got worse stands first. The underdosing explains it and follows.", ("I.C.19.e.5.c", "IV.G")),
        _drug_line(it, "d2", ("how", "drug"), "Less was taken than told, which is underdosing. It never stands first.", "I.C.19.e.5.c"),
        dx("d3", REASONS[it.reason], ("how",),
           f"{why} The reason of an underdosing has a code of its own, after the drug.", ("I.C.19.e.5.c", "I.C.21.c.14"),
           *(trap(code, "WRONG_CODE_SAME_CATEGORY", "The note gives another reason.") for code in wrong), impact="minor"),
    ), (Rule("d1", "d2", "I.C.19.e.5.c"), Rule("d2", "d3", "I.C.19.e.5.c"))  # fmt: skip


_LINES = {"poisoning": _poisoning, "adverse": _adverse, "underdosing": _underdosing}


def _extras(it: Drugged) -> tuple[Extra, ...]:
    return (
        extra("T50.905A", "UNSUPPORTED_EXTRA", "The drug is known by name.", "I.C.19.e"),
        extra("Z88.9", "UNSUPPORTED_EXTRA", "An allergy status is not documented.", "I.C.21.c.3"),
    )
