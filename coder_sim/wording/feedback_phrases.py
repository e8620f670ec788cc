"""Fixed phrases of feedback by class: what it is called, and how to catch it next time."""

from types import MappingProxyType

from coder_sim.grading.findings import DRUG_UNITS, MEDICAL_DECISION, NCCI

HOSPITAL_VISITS = "Claims Processing Manual ch. 4 sec. 160"

WHOLE_SHEET = frozenset({"PDX_SELECTION", "FIRST_LISTED", "SEQUENCE", "DRG_CHANGE", "HCC_CHANGE"})

HEADLINES = MappingProxyType(
    {
        "OMITTED": "Missed",
        "UNDER_SPECIFIED": "Less specific than the record",
        "COMPLICATION_OMITTED": "Complication left out",
        "OVER_SPECIFIED": "More than the record says",
        "RELATED_WRONG": "Near, but not the key's code",
        "WRONG_CODE_SAME_CATEGORY": "Right category, another code",
        "WRONG_COMBINATION": "Part of a combination code",
        "WRONG_LATERALITY": "Wrong side",
        "UNSPECIFIED_LATERALITY": "Side left unspecified",
        "BILATERAL_SPLIT": "Two codes where one bilateral code exists",
        "WRONG_7TH": "Wrong 7th character",
        "TRUNCATED": "Incomplete code",
        "PCS_ROOT_OPERATION": "Wrong root operation",
        "PCS_BODY_PART": "Wrong body part",
        "PCS_BODY_PART_LATERALITY": "Wrong side",
        "PCS_APPROACH": "Wrong approach",
        "PCS_DEVICE": "Wrong device",
        "PCS_QUALIFIER": "Wrong qualifier",
        "PCS_MULTIPLE": "Several characters differ",
        "WRONG_SERVICE_FAMILY": "Another service",
        "EM_LEVEL_OVER": "E/M level too high",
        "EM_LEVEL_UNDER": "E/M level too low",
        "UNSUPPORTED_EXTRA": "Not in the key",
        "UNSUPPORTED_ENCOUNTER": "Not supported at this encounter",
        "SYMPTOM_INTEGRAL": "Symptom of a coded diagnosis",
        "AFTERCARE_WITH_INJURY": "Aftercare code beside an injury",
        "O80_WITH_COMPLICATION": "Normal delivery code with a complication",
        "REDUNDANT_COMPONENT": "Already in the combination code",
        "ABSORBED_COMPONENT": "Part of the same error",
        "DUPLICATE": "Reported twice",
        "CONTRADICTION": "Contradicts another line",
        "INVALID": "Not a reportable code",
        "POA": "POA indicator",
        "POA_ON_EXEMPT": "POA on an exempt code",
        "MODIFIER_MISSING": "Modifier missing",
        "MODIFIER_WRONG": "Wrong modifier",
        "MODIFIER_EXTRA": "Modifier not needed",
        "MODIFIER_NOT_APPLICABLE": "Modifier does not apply",
        "UNITS": "Units",
        "UNITS_NOT_SPLIT": "Units not split",
        "POINTER": "Diagnosis pointers",
        "PDX_SELECTION": "Principal diagnosis",
        "FIRST_LISTED": "First-listed diagnosis",
        "SEQUENCE": "Sequence",
        "DRG_CHANGE": "MS-DRG changed",
        "HCC_CHANGE": "HCCs changed",
    }
)

TIPS = MappingProxyType(
    {
        "UNDER_SPECIFIED": "When a title says unspecified, search the record for the missing "
        "detail before you accept the code.",
        "COMPLICATION_OMITTED": "Before choosing a code without complications, look through the "
        "record for each complication that the category names.",
        "LESS_SAID": "Ask whether the record says more than the title before you accept the code.",
        "OVER_SPECIFIED": "Choose the detail that the record states; where it states none, the "
        "unspecified code is the accurate one, or a query is due.",
        "RELATED_WRONG": "Compare the title with the provider's own words before you move on.",
        "WRONG_CODE_SAME_CATEGORY": "Read all titles of the category side by side before you "
        "choose.",
        "WRONG_COMBINATION": "When two conditions that belong together are documented, look for "
        "one code that names both.",
        "WRONG_LATERALITY": "Check the side in the record against the side in the title as the "
        "last step of each line.",
        "UNSPECIFIED_LATERALITY": "Look for the side in every document; nurses' and imaging notes "
        "count too.",
        "BILATERAL_SPLIT": "When both sides are affected, look for a bilateral code first.",
        "WRONG_7TH": "Ask what this encounter does: active treatment, routine care afterwards, or "
        "a late effect. The 7th character says that, not how recent the injury is.",
        "OTHER_7TH": "Read the choices of the 7th character at the category: what they tell "
        "differs from chapter to chapter.",
        "TRUNCATED": "A code is complete when nothing can be chosen below it; the finder "
        "marks headings.",
        "PCS_ROOT_OPERATION": "Say in one sentence what was done to the body part, then find the "
        "root operation whose definition is that sentence.",
        "PCS_BODY_PART": "Take the body part from the operative description, then match it in the "
        "table.",
        "PCS_BODY_PART_LATERALITY": "Check the side in the operative report against character 4.",
        "PCS_APPROACH": "Find how the site was reached: by cutting to it, through a puncture, or "
        "through an opening.",
        "PCS_DEVICE": "Read the implant record: what stayed in the body decides character 6.",
        "PCS_QUALIFIER": "Read the last column of the table to the end; the qualifier often tells "
        "intent or fixation.",
        "PCS_MULTIPLE": "Build the code character by character from its table.",
        "EM_LEVEL_OVER": "Write down the level of each element before you choose the code.",
        "EM_LEVEL_UNDER": "Write down the level of each element before you choose the code.",
        "EM_LEVEL_FACILITY": "Count by the facility's own guideline, and leave out what has a code "
        "of its own.",
        "UNSUPPORTED_EXTRA": "Point to the sentence that supports each code before you submit.",
        "EXTRA_SERVICE": "Ask of each service whether it was given here, and not as a part of "
        "another.",
        "SYMPTOM_INTEGRAL": "When the cause is known, ask whether the symptom is a routine part "
        "of it.",
        "REDUNDANT_COMPONENT": "After choosing a combination code, remove the codes of its parts.",
        "DUPLICATE": "Look down the sheet once for a code that stands twice.",
        "CONTRADICTION": "When two codes cannot both be true, let the record decide for one.",
        "INVALID": "Check each code in the finder: it shows whether it is reportable on the day.",
        "POA": "Ask of each diagnosis: was it there when the order to admit was written?",
        "POA_ON_EXEMPT": "Status and history codes are mostly exempt: leave their POA blank.",
        "MODIFIER_MISSING": "Ask of each service: which side, how often, and was it separate?",
        "MODIFIER_WRONG": "Match each modifier with the words in the record that call for it.",
        "MODIFIER_EXTRA": "Add a modifier when the record gives its reason, and not otherwise.",
        "MODIFIER_NOT_APPLICABLE": "Check the conditions of a modifier before using it.",
        "MODIFIER_SIDE": "Check each modifier of side against the side in the record.",
        "MODIFIER_DRUG": "Ask of each drug: a single-dose container, and any of it thrown away?",
        "UNITS": "Divide the amount given by the amount that one unit stands for.",
        "UNITS_OF_SERVICE": "Ask what one unit of the code stands for, then count them in the "
        "record.",
        "UNITS_NOT_SPLIT": "Report the amount given and the amount discarded on two lines.",
        "POINTER": "Point each service at the diagnoses it evaluated or treated.",
        "PDX_SELECTION": "Ask, after study: which condition chiefly caused this admission, and "
        "does a Tabular note or chapter rule order it?",
        "FIRST_LISTED": "List first what was chiefly responsible for the services of the day.",
        "SEQUENCE": "Read the code-first notes of both codes before you order them.",
    }
)

EFFECTS = MappingProxyType(
    {
        "TRUNCATED": "A claim with an incomplete code is returned unpaid.",
        "INVALID": "A claim with a code that is not reportable is returned unpaid.",
        "MODIFIER_MISSING": "Without it the payer may deny or bundle the service.",
        "MODIFIER_WRONG": "The payer may deny the line, or pay what was not done.",
        "MODIFIER_EXTRA": "The line may be paid differently from what was done.",
        "MODIFIER_NOT_APPLICABLE": "The payer may deny the line.",
        "MODIFIER_MISSING_DRUG": "Medicare may return a line for a single-dose drug that has "
        "neither JW nor JZ.",
        "MODIFIER_WRONG_DRUG": "The payer may deny the line or pay the wrong amount.",
        "MODIFIER_EXTRA_DRUG": "The payer may deny the line or pay the wrong amount.",
        "MODIFIER_SIDE": "A service on one side for a diagnosis on the other is denied.",
        "UNITS": "Units are what a payer multiplies: the line is paid in the wrong amount.",
        "POINTER": "The payer may deny the service as not justified by the diagnosis.",
        "EM_LEVEL_OVER": "The visit is paid above what the record supports: a repayment risk.",
        "EM_LEVEL_UNDER": "The visit is paid below what the record supports.",
        "WRONG_SERVICE_FAMILY": "The line is paid as another service than the one the key has.",
        "POA_ON_EXEMPT": "The payer's edits reject a value on an exempt code.",
    }
)


# Sources that are not sections of the coding guidelines, by the name findings cite.
SOURCES = MappingProxyType(
    {
        MEDICAL_DECISION: "problems, data and risk are rated each for itself, and two of the three "
        "must reach the level.",
        NCCI: "a modifier that separates services needs work that the record shows as separate.",
        HOSPITAL_VISITS: "a hospital sets the level of a visit by its own guideline, from the "
        "resources used.",
        DRUG_UNITS: "units are the amount given divided by the amount of one unit; an "
        "amount discarded from a single-dose container goes on a line of its own.",
    }
)
MODIFIER_RULES = MappingProxyType(
    {
        "25": "Modifier 25 needs significant separate E/M work on the day of a procedure. Deciding "
        "on a minor procedure is not enough, and another diagnosis is not needed.",
        "57": "Modifier 57 belongs to the visit at which major surgery was decided, on its day or "
        "the day before.",
        "59": "Modifier 59 marks a distinct service, and only where the edit allows it.",
        "JW": "JW goes with the discarded amount of a single-dose container, on its own line.",
        "JZ": "JZ says that nothing of a single-dose container was discarded; it is not for "
        "multiple-dose vials.",
        "RT": "RT and LT name the side on which the service was done.",
        "LT": "RT and LT name the side on which the service was done.",
        "50": "Modifier 50 says that both sides were done at one session.",
    }
)
SERVICE_TOPICS = MappingProxyType(
    {
        "EM_LEVEL_OVER": "Levels of E/M visits",
        "EM_LEVEL_UNDER": "Levels of E/M visits",
        "MODIFIER_MISSING": "Modifiers",
        "MODIFIER_WRONG": "Modifiers",
        "MODIFIER_EXTRA": "Modifiers",
        "MODIFIER_NOT_APPLICABLE": "Modifiers",
        "UNITS": "Units of drugs and services",
        "UNITS_NOT_SPLIT": "Units of drugs and services",
        "POINTER": "Linking services to diagnoses",
    }
)


def headline(cls: str) -> str:
    """Return what a class is called; an author's own class is spelled out."""
    return HEADLINES.get(cls) or cls.replace("_", " ").strip().capitalize()
