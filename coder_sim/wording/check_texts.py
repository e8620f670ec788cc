"""What each automated check says: a short heading and a sentence or two, to be filled in.

{code} is the line's code, {other} the second code, {detail} the particulars of the class,
{known} on whose word POA exemption stands.
"""

from types import MappingProxyType

FIRST = "First position"
ORDER = "Sequence"
CODE = "The code"

CHECKS = MappingProxyType(
    {
        "EDIT_INVALID": (
            CODE,
            "{code} was not a reportable code on the date of this encounter.",
        ),
        "EDIT_HEADING": (
            CODE,
            "{code} is a heading: choose one of the {detail} codes below it.",
        ),
        "EDIT_SEVENTH": (
            CODE,
            "{code} needs its 7th character in position 7, gaps filled with X, such as "
            "{other}: look up at the heading which of the characters fits.",
        ),
        "EDIT_DUPLICATE": (
            "Twice",
            "{code} stands on the sheet twice; once an encounter is enough.",
        ),
        "EDIT_UNACCEPTABLE_PDX": (
            FIRST,
            "{code} is on the Medicare list of codes that cannot stand alone as principal "
            "diagnosis of a hospital stay. Check which condition caused the admission.",
        ),
        "EDIT_MANIFESTATION_AS_PDX": (
            FIRST,
            "{code} describes a manifestation: its cause comes first. Check which condition the "
            "note at the code names.",
        ),
        "EDIT_E_CODE_AS_PDX": (
            FIRST,
            "{code} tells how something happened, not what: an injury or condition comes first.",
        ),
        "EDIT_CODE_FIRST": (
            ORDER,
            "The note at {detail} asks for {other} before {code}. Check their order.",
        ),
        "EDIT_CAUSE_MISSING": (
            ORDER,
            "{code} describes a manifestation and needs its cause before it. Check which condition "
            "the note at {detail} names.",
        ),
        "EDIT_AGE_CONFLICT": (
            "Age",
            "The Medicare code editor does not expect {code} at this patient's age. Check the age "
            "and the code.",
        ),
        "EDIT_SEX_CONFLICT": (
            "Sex",
            "The Medicare code editor does not expect {code} with the sex on this claim.",
        ),
        "EDIT_UNSPECIFIED_SIDE": (
            "Side",
            "{code} says that the side is not known. Check whether the record states it.",
        ),
        "EDIT_POA_EXEMPT": (
            "POA",
            "{code} is exempt from POA reporting {known}: leave POA blank.",
        ),
        "EDIT_CONTRADICTION": (
            "{other} with {code}",
            "These two say different things of one condition. Check which of them the record "
            "supports.",
        ),
        "EDIT_TWO_SEVENTHS": (
            "{other} with {code}",
            "Both are one code with different 7th characters. Check which kind of encounter it is.",
        ),
        "EDIT_BOTH_SIDES": (
            "{other} with {code}",
            "One code says both sides: {detail}. Check whether it fits.",
        ),
        "EDIT_MOTHERS_CODE": (
            "Whose record",
            "{code} belongs on the mother's record; this is the newborn's.",
        ),
        "EDIT_NEWBORNS_CODE": (
            "Whose record",
            "{code} belongs on the newborn's record only.",
        ),
        "EDIT_GESTATIONAL_DRUG": (
            "{other} with {code}",
            "{other} tells itself how gestational diabetes is controlled: {code} is not added.",
        ),
        "EDIT_WEEKS_MISSING": (
            "Weeks of gestation",
            "With {code}, check whether the record states the weeks of gestation (Z3A.-).",
        ),
        "EDIT_OUTCOME_MISSING": (
            "Outcome of delivery",
            "{code} reports a delivery: the outcome (Z37.-) goes with it on the mother's record.",
        ),
        "EDIT_NORMAL_DELIVERY": (
            "{other} with {code}",
            "{other} stands for a delivery without complication; {code} says there was more. "
            "Check which is true.",
        ),
        "EDIT_POISONING_FIRST": (
            ORDER,
            "For a poisoning the drug code {code} comes first, its effects after it.",
        ),
        "EDIT_UNDERDOSING_FIRST": (
            FIRST,
            "{code} reports underdosing, which does not come first: the condition it led to does.",
        ),
        "EDIT_CAUSE_7TH": (
            "{other} with {code}",
            "The external cause takes the 7th character that fits the injury's.",
        ),
        "EDIT_LATER_CIRCUMSTANCE": (
            "{other} with {code}",
            "Place, activity and status are reported once, at the first encounter for an injury.",
        ),
        "EDIT_AFTERCARE": (
            "{other} with {code}",
            "Aftercare of an injury is the injury's code with its later 7th character; an "
            "aftercare Z code is not added.",
        ),
        "EDIT_SEPSIS_MISSING": (
            "Severe sepsis",
            "{code} goes with the code of the systemic infection before it. Check which one the "
            "record documents.",
        ),
        "EDIT_BODY_MASS": (
            "Body mass index",
            "{code} goes with a diagnosis about weight that the provider has documented. Check "
            "for one.",
        ),
        "EDIT_FIRST_ONLY": (
            FIRST,
            "{code} is usually first-listed or not reported at all. Check the reason for the "
            "encounter.",
        ),
        "EDIT_ADD_ON": (
            "Add-on",
            "{code} is added to another service, and none of those it goes with is on the claim: "
            "{detail}.",
        ),
        "EDIT_MODIFIER": (
            "Modifier",
            "{detail} goes with another kind of service than {code}.",
        ),
        "EDIT_SIDE": (
            "{other} with {code}",
            "The side in the modifier of {code} is not that of {other}, which it points to.",
        ),
    }
)
