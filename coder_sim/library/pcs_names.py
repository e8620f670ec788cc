"""Names of ICD-10-PCS sections, body systems, root operations and approaches."""

SECTIONS = {
    "0": "Medical and Surgical",
    "1": "Obstetrics",
    "2": "Placement",
    "3": "Administration",
    "4": "Measurement and Monitoring",
    "5": "Extracorporeal or Systemic Assistance and Performance",
    "6": "Extracorporeal or Systemic Therapies",
    "7": "Osteopathic",
    "8": "Other Procedures",
    "9": "Chiropractic",
    "B": "Imaging",
    "C": "Nuclear Medicine",
    "D": "Radiation Therapy",
    "F": "Physical Rehabilitation and Diagnostic Audiology",
    "G": "Mental Health",
    "H": "Substance Abuse Treatment",
    "X": "New Technology",
}

BODY_SYSTEMS = {
    "0": "Central Nervous System and Cranial Nerves",
    "1": "Peripheral Nervous System",
    "2": "Heart and Great Vessels",
    "3": "Upper Arteries",
    "4": "Lower Arteries",
    "5": "Upper Veins",
    "6": "Lower Veins",
    "7": "Lymphatic and Hemic Systems",
    "8": "Eye",
    "9": "Ear, Nose, Sinus",
    "B": "Respiratory System",
    "C": "Mouth and Throat",
    "D": "Gastrointestinal System",
    "F": "Hepatobiliary System and Pancreas",
    "G": "Endocrine System",
    "H": "Skin and Breast",
    "J": "Subcutaneous Tissue and Fascia",
    "K": "Muscles",
    "L": "Tendons",
    "M": "Bursae and Ligaments",
    "N": "Head and Facial Bones",
    "P": "Upper Bones",
    "Q": "Lower Bones",
    "R": "Upper Joints",
    "S": "Lower Joints",
    "T": "Urinary System",
    "U": "Female Reproductive System",
    "V": "Male Reproductive System",
    "W": "Anatomical Regions, General",
    "X": "Anatomical Regions, Upper Extremities",
    "Y": "Anatomical Regions, Lower Extremities",
}
"""Of the section Medical and Surgical."""

ROOT_OPERATIONS = {
    "0": "Alteration",
    "1": "Bypass",
    "2": "Change",
    "3": "Control",
    "4": "Creation",
    "5": "Destruction",
    "6": "Detachment",
    "7": "Dilation",
    "8": "Division",
    "9": "Drainage",
    "B": "Excision",
    "C": "Extirpation",
    "D": "Extraction",
    "F": "Fragmentation",
    "G": "Fusion",
    "H": "Insertion",
    "J": "Inspection",
    "K": "Map",
    "L": "Occlusion",
    "M": "Reattachment",
    "N": "Release",
    "P": "Removal",
    "Q": "Repair",
    "R": "Replacement",
    "S": "Reposition",
    "T": "Resection",
    "U": "Supplement",
    "V": "Restriction",
    "W": "Revision",
    "X": "Transfer",
    "Y": "Transplantation",
}
"""Of the section Medical and Surgical."""

OBSTETRIC_OPERATIONS = {**ROOT_OPERATIONS, "A": "Abortion", "E": "Delivery"}

APPROACHES = {
    "0": "Open",
    "3": "Percutaneous",
    "4": "Percutaneous Endoscopic",
    "7": "Via Natural or Artificial Opening",
    "8": "Via Natural or Artificial Opening Endoscopic",
    "F": "Via Natural or Artificial Opening with Percutaneous Endoscopic Assistance",
    "X": "External",
}
"""The same in every section whose character 5 is an approach."""

APPROACH_SECTIONS = frozenset("012347X")


_AXES = {
    "2": ("Body System", "Operation", "Body Region", "Approach", "Device"),
    "3": ("Body System", "Operation", "Body System / Region", "Approach", "Substance"),
    "4": ("Body System", "Operation", "Body System", "Approach", "Function / Device"),
    "5": ("Body System", "Operation", "Body System", "Duration", "Function"),
    "6": ("Body System", "Operation", "Body System", "Duration", "Qualifier"),
    **dict.fromkeys("789", ("Body System", "Operation", "Body Region", "Approach", "Method")),
    "B": ("Body System", "Type", "Body Part", "Contrast", "Qualifier"),
    "C": ("Body System", "Type", "Body Part", "Radionuclide", "Qualifier"),
    "D": ("Body System", "Modality", "Treatment Site", "Modality Qualifier", "Isotope"),
    "F": ("Section Qualifier", "Type", "Body System / Region", "Type Qualifier", "Equipment"),
    **dict.fromkeys("GH", ("Body System", "Type", "Qualifier", "Qualifier", "Qualifier")),
    "X": (
        *("Body System", "Operation", "Body Part", "Approach"),
        "Device / Substance / Technology",
    ),
}
_USUAL_AXES = ("Body System", "Operation", "Body Part", "Approach", "Device")


def axis_name(section: str, position: int) -> str:
    """Return what character ``position`` (1-7) of the codes of a section stands for."""
    return ("Section", *_AXES.get(section, _USUAL_AXES), "Qualifier")[position - 1]


def fixed_label(code: str, position: int) -> str:
    """Return the name of character ``position`` where it needs no table, else ""."""
    section, character = code[:1], code[position - 1 : position]
    if position == 1:
        return SECTIONS.get(character, "")
    if position == 2 and section == "0":
        return BODY_SYSTEMS.get(character, "")
    if position == 3:
        operations = {"0": ROOT_OPERATIONS, "1": OBSTETRIC_OPERATIONS}.get(section, {})
        return operations.get(character, "")
    if position == 5 and section in APPROACH_SECTIONS:
        return APPROACHES.get(character, "")
    return ""
