"""ICD-10-PCS approaches and devices: what was done, where, how it was reached, what stays."""

from dataclasses import dataclass

from coder_sim.domain.answer import Distractor, Extra
from coder_sim.domain.encounter import Setting, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Drafted, Outline, dx, extra, pcs, trap
from coder_sim.scenarios.rules.common import HOSPITAL, NO_CAUSE

GALLBLADDER, APPENDIX, COLON, HIP, KNEE, FEMUR, EFFUSION, STENT, KIDNEY, WOUND, LOBE, VENTILATOR = (
    *("gallbladder", "appendix", "colon", "hip", "knee", "femur"),
    *("effusion", "stent", "kidney", "wound", "lobe", "ventilator"),
)
KINDS = (
    GALLBLADDER,
    APPENDIX,
    COLON,
    HIP,
    KNEE,
    FEMUR,
    EFFUSION,
    STENT,
    KIDNEY,
    WOUND,
    LOBE,
    VENTILATOR,
)
BEARINGS = {
    "metal on polyethylene": "2",
    "ceramic": "3",
    "ceramic on polyethylene": "4",
    "oxidized zirconium on polyethylene": "6",
}
FIXATION = {"cemented": "9", "uncemented": "A"}
IMPLANTS = {"plate and screws": "4", "intramedullary nail": "6"}
LAYERS = {
    "skin": "0HBHXZZ 0HBJXZZ",
    "subcutaneous tissue": "0JBL0ZZ 0JBM0ZZ",
    "muscle": "0KBQ0ZZ 0KBR0ZZ",
}


@dataclass(frozen=True, slots=True)
class Operation:
    """What was done; fields that a kind of operation has no use for are drawn all the same."""

    kind: str
    side: str
    approach: str
    """open, endoscopic (through ports) or converted."""
    bearing: str
    fixation: str
    implant: str
    layer: str
    stents: int
    drain: bool
    partial: bool
    hours: int
    age: int
    sex: Sex

    @property
    def right(self) -> bool:
        """Tell the side."""
        return self.side == "right"


def draw(dice: Dice) -> Operation:
    """Return a scenario."""
    kind = dice.one(KINDS)
    return Operation(
        kind=kind,
        side=dice.one(("right", "left")),
        approach=dice.one(
            ("open", "endoscopic", "endoscopic", "converted")
            if kind == GALLBLADDER
            else ("open", "endoscopic")
        ),
        bearing=dice.one(tuple(BEARINGS)),
        fixation=dice.one(tuple(FIXATION)),
        implant=dice.one(tuple(IMPLANTS)),
        layer=dice.one(tuple(LAYERS)),
        stents=dice.between(1, 3),
        drain=dice.chance(50),
        partial=dice.chance(50),
        hours=dice.one((14, 20, 36, 60, 90, 110, 150)),
        age=dice.between(51, 82),
        sex=dice.one((Sex.F, Sex.M)),
    )


def diagnosis(it: Operation) -> str:
    """Return the reason for the stay."""
    pairs = {
        GALLBLADDER: ("K80.10", "K80.10"),
        APPENDIX: ("K35.80", "K35.80"),
        COLON: ("K57.32", "K57.32"),
        HIP: ("M16.11", "M16.12"),
        KNEE: ("M17.11", "M17.12"),
        FEMUR: ("S72.141A", "S72.142A"),
        EFFUSION: ("J90", "J90"),
        STENT: ("I25.10", "I25.10"),
        KIDNEY: ("C64.1", "C64.2"),
        WOUND: {
            "skin": ("L97.111", "L97.121"),
            "subcutaneous tissue": ("L97.112", "L97.122"),
            "muscle": ("L97.113", "L97.123"),
        }[it.layer],
        LOBE: ("C34.11", "C34.12"),
        VENTILATOR: ("J96.01", "J96.01"),
    }
    return pairs[it.kind][0 if it.right else 1]


def _hollow(it: Operation) -> str:
    return {"open": "0", "endoscopic": "4", "converted": "0"}[it.approach]


def ventilation(hours: int) -> str:
    """Return the code of consecutive hours: under 24, 24 to 96, more than 96."""
    return "5A1935Z" if hours < 24 else "5A1945Z" if hours <= 96 else "5A1955Z"


def procedure(it: Operation) -> str:
    """Return the code of the principal procedure, character by character."""
    way = _hollow(it)
    builders = {
        GALLBLADDER: f"0FT4{way}ZZ",
        APPENDIX: f"0DTJ{way}ZZ",
        COLON: f"0D{'B' if it.partial else 'T'}N{way}ZZ",
        HIP: f"0SR{'9' if it.right else 'B'}0{BEARINGS[it.bearing]}{FIXATION[it.fixation]}",
        KNEE: f"0SR{'C' if it.right else 'D'}0J{FIXATION[it.fixation]}",
        FEMUR: f"0QS{'6' if it.right else '7'}{'0' if it.approach == 'open' else '3'}{IMPLANTS[it.implant]}Z",
        EFFUSION: f"0W9{'9' if it.right else 'B'}3{'0' if it.drain else 'Z'}Z",
        STENT: f"02703{'4567'[it.stents - 1]}Z",
        KIDNEY: f"0T{'B' if it.partial else 'T'}{'0' if it.right else '1'}{way}ZZ",
        WOUND: LAYERS[it.layer].split()[0 if it.right else 1],
        LOBE: f"0B{'B' if it.partial else 'T'}{'C' if it.right else 'G'}{way}ZZ",
        VENTILATOR: ventilation(it.hours),
    }
    return builders[it.kind]


_WHY = {
    GALLBLADDER: "All of the gallbladder was taken out, which is Resection. The approach is the one by which it was done, so a converted one is open.",
    APPENDIX: "All of the appendix was taken out, which is Resection. The approach follows the way in.",
    COLON: "Taking all of a body part is Resection, taking a part of it Excision. The sigmoid colon has its own value.",
    HIP: "The joint was replaced; side, bearing and cement are told. A bearing has its own device value.",
    KNEE: "All of the knee joint was replaced by a synthetic one. The qualifier tells whether it was cemented.",
    FEMUR: "Bringing a displaced fracture into place is Reposition, the fixation being its device. The approach tells whether the site was opened.",
    EFFUSION: "Letting fluid out is Drainage. The device value tells whether a drain was left in.",
    STENT: "Widening a coronary artery is Dilation, one artery being treated. The device value counts the drug-eluting stents.",
    KIDNEY: "Taking all of a kidney is Resection, taking a part of it Excision. The side and the way in follow.",
    WOUND: "Cutting dead tissue away is Excision, not Extraction. The deepest layer that was cut out decides the body part.",
    LOBE: "A lobe is a body part of its own: all of it is Resection, a wedge of it Excision. The way in follows.",
    VENTILATOR: "Ventilation is counted in consecutive hours, from the tube or arrival to its end. Three values divide them.",
}
_CITES = {
    GALLBLADDER: ("PCS B3.8", "PCS B3.2d"),
    APPENDIX: ("PCS B3.8", "PCS A11"),
    COLON: ("PCS B3.8", "PCS A11"),
    HIP: ("PCS A11", "PCS B6.1a"),
    KNEE: ("PCS A11", "PCS B6.1a"),
    FEMUR: ("PCS B3.15", "PCS B6.1a"),
    EFFUSION: ("PCS B6.2", "PCS A11"),
    STENT: ("PCS B4.4", "PCS B6.1a"),
    KIDNEY: ("PCS B3.8", "PCS A11"),
    WOUND: ("PCS B3.5", "PCS A11"),
    LOBE: ("PCS B3.8", "PCS A11"),
    VENTILATOR: ("PCS A11",),
}


def _traps(it: Operation) -> tuple[Distractor, ...]:
    """Return the same code with one character wrong."""
    code = procedure(it)
    if it.kind == VENTILATOR:
        other = next(one for one in ("5A1935Z", "5A1945Z") if one != code)
        return (trap(other, "PCS_QUALIFIER", "The hours are counted."),)
    found = [_WRONG[one](it, code) for one in _ASKED[it.kind]]
    return tuple(found)


def _wrong_way(it: Operation, code: str) -> Distractor:
    other = {"0": "4", "4": "0"}[code[4]]
    return trap(
        f"{code[:4]}{other}{code[5:]}",
        "PCS_APPROACH",
        "The operative note tells another way in.",
        0.6,
    )


def _wrong_root(it: Operation, code: str) -> Distractor:
    other = "T" if code[2] == "B" else "B"
    return trap(
        f"{code[:2]}{other}{code[3:]}",
        "PCS_ROOT_OPERATION",
        "Resection is all of a body part, Excision some of it.",
    )


def _wrong_side(it: Operation, code: str) -> Distractor:
    return trap(
        procedure(_mirrored(it)),
        "PCS_BODY_PART_LATERALITY",
        "The operative note gives the other side.",
    )


def _wrong_cement(it: Operation, code: str) -> Distractor:
    other = "A" if code[6] == "9" else "9"
    return trap(f"{code[:6]}{other}", "PCS_QUALIFIER", "Cement is told in the note.", 0.6)


def _wrong_device(it: Operation, code: str) -> Distractor:
    others = {FEMUR: {"4": "6", "6": "4"}, EFFUSION: {"0": "Z", "Z": "0"}}
    other = others[it.kind][code[5]] if it.kind in others else "5" if code[5] == "4" else "4"
    return trap(
        f"{code[:5]}{other}{code[6]}", "PCS_DEVICE", "The note tells what stays in the body.", 0.6
    )


_WRONG = {
    "way": _wrong_way,
    "root": _wrong_root,
    "side": _wrong_side,
    "cement": _wrong_cement,
    "device": _wrong_device,
}
_ASKED = {
    GALLBLADDER: ("root", "way"),
    APPENDIX: ("root", "way"),
    COLON: ("root", "way"),
    HIP: ("side", "cement"),
    KNEE: ("side", "cement"),
    FEMUR: ("side", "device"),
    EFFUSION: ("side", "device"),
    STENT: ("device",),
    KIDNEY: ("root", "side"),
    WOUND: ("side",),
    LOBE: ("root", "way"),
}


def _mirrored(it: Operation) -> Operation:
    side = "left" if it.right else "right"
    return Operation(
        it.kind,
        side,
        it.approach,
        it.bearing,
        it.fixation,
        it.implant,
        it.layer,
        it.stents,
        it.drain,
        it.partial,
        it.hours,
        it.age,
        it.sex,
    )


def key(it: Operation) -> Outline:
    """Derive the key: the reason for the stay and the procedure, with its companion if any."""
    return Outline(
        setting=Setting.INPATIENT,
        age=it.age,
        sex=it.sex,
        specialty="Surgery" if it.kind not in (VENTILATOR, STENT) else "Critical care",
        difficulty=4 if it.approach == "converted" or it.kind in (HIP, WOUND, STENT) else 3,
        tracks=HOSPITAL,
        asks="Code the principal diagnosis with POA, and the procedures in ICD-10-PCS, the principal one first.",
        lines=(
            dx("d1", diagnosis(it), ("diagnosis",),
               "This is what the patient was taken in for and operated on or treated for. It was there on admission.", ("II",)),
            pcs("p1", procedure(it), ("done",), _WHY[it.kind], _CITES[it.kind], *_traps(it), principal=True),
            *_companion(it),
        ),
        extras=_extras(it),
        policy=NO_CAUSE,
        stay=it.hours // 24 + 3 if it.kind == VENTILATOR else 3,
    )  # fmt: skip


def _companion(it: Operation) -> tuple[Drafted, ...]:
    if it.kind == GALLBLADDER and it.approach == "converted":
        return (
            pcs(
                "p2",
                "0FJ44ZZ",
                ("done",),
                "The scope was put in and the operation went on by incision. The first part is told as Inspection.",
                ("PCS B3.2d", "PCS B3.11c"),
            ),
        )
    if it.kind == VENTILATOR:
        return (
            pcs(
                "p2",
                "0BH17EZ",
                ("tube",),
                "The tube was placed in this hospital. Insertion of an airway through the mouth is told beside the ventilation.",
                ("PCS B6.1a", "PCS A11"),
            ),
        )
    return ()


def _extras(it: Operation) -> tuple[Extra, ...]:
    found = [
        extra(
            "Z98.890",
            "UNSUPPORTED_EXTRA",
            "Today's operation is told by its procedure code.",
            "III.A",
        )
    ]
    scope = {
        GALLBLADDER: "0FJ44ZZ",
        APPENDIX: "0DJD4ZZ",
        COLON: "0DJD4ZZ",
        KIDNEY: "0TJ54ZZ",
        LOBE: "0BJ04ZZ",
    }.get(it.kind)
    if scope and it.approach != "converted":
        found.append(
            extra(
                scope,
                "REDUNDANT_COMPONENT",
                "Looking at the place that is operated on is part of the operation.",
                "PCS B3.11a",
            )
        )
    if it.kind == VENTILATOR:
        found.append(
            extra("R06.03", "SYMPTOM_INTEGRAL", "Distress is part of respiratory failure.", "I.B.5")
        )
        found.append(
            extra(
                "R06.02",
                "SYMPTOM_INTEGRAL",
                "Breathlessness is part of respiratory failure.",
                "I.B.5",
            )
        )
    return tuple(found)
