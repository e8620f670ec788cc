"""Small files in the layouts of HCPCS, CPT and the edits; every code's words are invented."""

NOTICE = "\n".join(f"Notice line {number} of an invented publisher." for number in range(1, 31))
CPT_CODES = (
    ("00001", "Looking at a cloud"),
    ("00002", "Counting of sheep, each"),
    ("0003T", "Mending a sock"),
)


def hcpcs_line(
    code: str,
    long: str,
    short: str = "",
    *,
    kind: str = "3",
    sequence: int = 100,
    pricing: str = "51",
    coverage: str = "C",
    added: str = "20180101",
    effective: str = "20190101",
    ended: str = "",
) -> str:
    """Return a record of 320 columns."""
    record = f"{code:>5}{sequence:05d}{kind}{long:<80}{short:<28}{pricing:<8}"
    record = f"{record:<229}{coverage:<1}"
    return f"{record:<268}{added:<8}{effective:<8}{ended:<8}N".ljust(320)


HCPCS = "\r\n".join(
    (
        "***Disclaimers\t\t",
        "",
        "* Invented words only.",
        hcpcs_line("A1", "First made-up modifier", "made-up mod", kind="7", pricing=""),
        hcpcs_line("A0001", "Cart pulled by a goat,", "Goat cart"),
        hcpcs_line("A0001", "each mile", kind="4", sequence=200, added="", effective=""),
        hcpcs_line("J0002", "Injection of lemonade, 1 sip", "Lemonade inj", ended="20260331"),
        hcpcs_line("V0003", "Spectacles for a cat", "Cat spectacles"),
        "",
    )
)
_COLUMNS = (
    "HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,PRICE1,PRICE2,PRICE3,PRICE4,COV,"
    "ADD DT,ACT EFF DT,TERM DT,ACTION CD"
)
HCPCS_SHEET = f"""{_COLUMNS}
   A1,0010,7,First made-up modifier,made-up mod,,,,,C,20180101,20190101,,N
A0001,0010,3,"Cart pulled by a goat,",Goat cart,51,,,,C,20180101,20190101,,N
A0001,0020,4,each mile,,,,,,,,,,
J0002,0010,3,"Injection of lemonade, 1 sip",Lemonade inj,51,,,,C,20180101,20190101,20260331,N
V0003,0010,3,Spectacles for a cat,Cat spectacles,51,,,,C,20180101,20190101,,N
"""


def _cpt_lines(separator: str) -> str:
    return "".join(f"{code}{separator}{text}\r\n" for code, text in CPT_CODES)


LONGULT = f"{NOTICE}\n\n{_cpt_lines(chr(9))}"
MEDU = f"{NOTICE}\n\n00001 LOOKING AT A CLOUD FROM BELOW, ANY\r\n{_cpt_lines(' ')[26:].upper()}"
SHORTU = f"{NOTICE}\n\n{_cpt_lines(' ').upper()}"
LONGULF = (
    f"{NOTICE}\n\n0000101 Looking at a\r\n0000102 cloud\r\n"
    "0000201 Counting of sheep, each\r\n0003T01 Mending a sock\r\n"
)
CONSUMER = (
    "Concept Id\tCPT Code\tConsumer Friendly Descriptor\n"
    "1\t00001\tSky viewing\n2\t00002\tSheep count\n3\t0003T\tSock repair\n"
)
CLINICIAN = (
    "Concept Id\tCPT Code\tClinician Descriptor Id\tClinician Descriptor\n"
    "1\t00001\t11\tObservation of a cloud\n1\t00001\t12\tObservation of a fog\n"
    "2\t00002\t13\tEnumeration of sheep\n"
)
FEES = """2026 National Physician Fee Schedule of an invented land,,,,,
A caption,,,,,
HCPCS,MOD,DESCRIPTION,CODE,RVU,RVU
00001,,Look at cloud,A,1.00,2.00
00001,26,Look at cloud,A,0.50,1.00
A0001,,Goat cart,X,0.00,0.00
"""


def _rrf(n: int, sab: str, tty: str, code: str, text: str, suppress: str = "N") -> str:
    ids = f"C000000{n}|ENG|P|L000000{n}|PF|S000000{n}|Y|A000000{n}||M{n}|D{n}"
    return f"{ids}|{sab}|{tty}|{code}|{text}|0|{suppress}||\n"


UMLS = "".join(
    (
        _rrf(1, "MSH", "MH", "D000001", "Clouds"),
        _rrf(2, "CPT", "PT", "00001", "Looking at a cloud"),
        _rrf(3, "CPT", "ETCF", "00001", "Sky viewing"),
        _rrf(4, "CPT", "MP", "Z1", "Done while asleep"),
        _rrf(5, "CPT", "HT", "1000001", "All clouds"),
        _rrf(6, "CPT", "PT", "00002", "Counting of sheep", "O"),
        _rrf(7, "HCPCS", "PT", "A0001", "Cart pulled by a goat"),
    )
)
_CONCEPT = (
    "concept_id\tconcept_name\tdomain_id\tvocabulary_id\tconcept_class_id\tstandard_concept\t"
    "concept_code\tvalid_start_date\tvalid_end_date\tinvalid_reason\n"
)
ATHENA = (
    f"{_CONCEPT}1\tLooking at a cloud\tProcedure\tCPT4\tCPT4\tS\t00001\t19700101\t20991231\t\n"
    "2\tClouds\tCondition\tSNOMED\tFinding\tS\t123\t19700101\t20991231\t\n"
    "3\t\tProcedure\tCPT4\tCPT4\tS\t00002\t19700101\t20991231\t\n"
    "4\tCart pulled by a goat\tDevice\tHCPCS\tHCPCS\tS\tA0001\t20180101\t20260331\tD\n"
    "5\tDone while asleep\tObservation\tCPT4\tCPT4 Modifier\tS\tZ1\t19700101\t20991231\t\n"
)
PTP = (
    "Notice of an invented publisher\n" + "\n".join(f"Heading {n}" for n in range(1, 7)) + "\n"
    "00001\t00002\t\t20200101\t*\t1\tMisuse of a sheep\n"
    "00001\t0003T\t\t20200101\t20260331\t0\tMore extensive cloud\n"
    "00002\t0003T\t*\t19960101\t20001231\t0\tEnded long ago\n"
)
MUE = """"An invented notice
of two lines","","",""
"HCPCS/
CPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale
00001,2,3 Date of Service Edit: Clinical,Invented data
A0001,1,1 Line Edit,Invented policy
"""
PLAIN = 'code,title\n00001,Looking at a cloud\nA0001,"Cart, pulled by a goat"\n00002,\n'

TEXTS = {
    "hcpcs": HCPCS,
    "hcpcs-sheet": HCPCS_SHEET,
    "longult": LONGULT,
    "medu": MEDU,
    "shortu": SHORTU,
    "longulf": LONGULF,
    "consumer": CONSUMER,
    "clinician": CLINICIAN,
    "fees": FEES,
    "umls": UMLS,
    "athena": ATHENA,
    "ptp": PTP,
    "mue": MUE,
    "plain": PLAIN,
}
"""Every text format by a short name."""
