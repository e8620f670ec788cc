"""The lists behind the curated checks: facts of the guidelines and of claims, by code prefix."""

from types import MappingProxyType

SYSTEMIC_INFECTIONS = (
    *("A021", "A207", "A217", "A227", "A241", "A267", "A327", "A392", "A393", "A394", "A40"),
    *("A41", "A427", "A5486", "B007", "B377", "O0337", "O0387", "O0487", "O0737", "O0882"),
    *("O85", "O8604", "P36", "T8144", "U071"),
)
"""Sepsis, and the infections that severe sepsis may follow."""

WEIGHT_DIAGNOSES = (
    *("E40", "E41", "E42", "E43", "E44", "E45", "E46", "E64", "E65", "E66", "E8882", "E88A"),
    *("F50", "O2600", "O2601", "O2602", "O2603", "O992", "R634", "R635", "R636", "R64", "Z3A"),
    *("E881", "O25", "Z713", "Z6854"),
)
"""Conditions that give a body mass index its meaning."""

ABORTIVE = ("O00", "O01", "O02", "O03", "O04", "O07", "O08")
"""An abortive outcome: no code of the sheet is asked for weeks of gestation (I.C.21.c.11)."""
AFTER_DELIVERY = ("O722", "O85", "O86", "O87", "O88", "O89", "O90", "O91", "O92", "O94")
"""Chapter 15 codes of the puerperium, for which no weeks of gestation are asked."""
PUERPERIUM = "puerperium"
"""A title that says so is of a condition after delivery as well."""

DELIVERY_PROCEDURES = ("10D00Z", "10D07Z3", "10D07Z4", "10D07Z5", "10D07Z6", "10D07Z7", "10E0XZZ")
DELIVERY_DIAGNOSES = ("O80", "O82")

DIABETES = ("E08", "E09", "E10", "E11", "E13")
DRUG_USE = ("Z794", "Z7984", "Z7985")
AFTERCARE = ("Z4789", "Z48")
CIRCUMSTANCES = ("Y92", "Y93", "Y99")
EXTERNAL_CAUSES = ("V", "W", "X", "Y0", "Y1", "Y2", "Y3")
ACTIVE = frozenset("ABC")
"""7th characters of active treatment, open fractures included."""

FIRST_ONLY = (
    *("Z000", "Z001", "Z002", "Z003", "Z005", "Z007", "Z008", "Z01", "Z02", "Z04", "Z332"),
    *("Z3181", "Z3182", "Z3183", "Z3184", "Z34", "Z38", "Z39", "Z40", "Z42", "Z510", "Z511"),
    *("Z520", "Z521", "Z522", "Z523", "Z524", "Z525", "Z526", "Z528", "Z761", "Z762", "Z9912"),
)
"""Codes that are first-listed only (I.C.21.c.16), entered by hand from the guidelines of FY2026."""
PROPHYLACTIC = "Z400"
"""It stands beside a cancer of another site that is treated at the encounter (I.C.21.c.14)."""

VISIT_MODIFIERS = frozenset({"24", "25", "57"})
DISTINCT_MODIFIERS = frozenset({"59", "XE", "XP", "XS", "XU"})
OFFICE_VISITS = ("99202", "99203", "99204", "99205", "99211", "99212", "99213", "99214", "99215")

PARENTS = MappingProxyType(
    {
        "90461": ("90460",),
        "90472": ("90471", "90473"),
        "90474": ("90471", "90473"),
        "90785": ("90791", "90792", "90832", "90834", "90837", "90853"),
        "96361": ("96360", "96365", "96374", "96413"),
        "96366": ("96365",),
        "96367": ("96365", "96374", "96413"),
        "96368": ("96365", "96366", "96413", "96415", "96416"),
        "96375": ("96365", "96374", "96409", "96413"),
        "96376": ("96365", "96374", "96409", "96413"),
        "96411": ("96409", "96413"),
        "96415": ("96413",),
        "96417": ("96413",),
        "99292": ("99291",),
        "99417": ("99205", "99215", "99245", "99345", "99350", "99483"),
        "99418": ("99223", "99233", "99236", "99255", "99306", "99310"),
        "11045": ("11042",),
        "11046": ("11043",),
        "11047": ("11044",),
        "11103": ("11102", "11104", "11106"),
        "11105": ("11104", "11106"),
        "11107": ("11106",),
        "17003": ("17000",),
        "22552": ("22551",),
        "22614": ("22600", "22610", "22612", "22630", "22633"),
        "64462": ("64461",),
        "64480": ("64479",),
        "64484": ("64483",),
        "64491": ("64490",),
        "64492": ("64490",),
        "64494": ("64493",),
        "64495": ("64493",),
        "G2211": OFFICE_VISITS,
    }
)
"""Add-on services and the services of which one must be on the same claim."""


def is_visit(code: str) -> bool:
    """Tell whether a CPT code is an E/M service."""
    return code.isdigit() and "99202" <= code <= "99499"


def is_procedure(code: str) -> bool:
    """Tell whether a service code is a procedure or a drug: no E/M modifier goes with it."""
    surgery = code.isdigit() and len(code) == 5 and "10004" <= code <= "69990"
    return surgery or (len(code) == 5 and code[0] in "AEJLQ" and code[1:].isdigit())
