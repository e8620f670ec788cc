"""The POA exempt list and MS-DRG Table 5 are read and, imported, replace what is built in."""

from datetime import date
from pathlib import Path

import pytest

from coder_sim.domain.encounter import Sex
from coder_sim.domain.facts import ReportedDiagnosis, Stay
from coder_sim.errors import SourceError
from coder_sim.library import groupers, mce
from coder_sim.library.lookup import Library
from coder_sim.library.readers.catalog import SourceKind
from coder_sim.library.readers.drg_table import DRG_WEIGHTS
from coder_sim.library.readers.known import reader_of
from coder_sim.library.readers.poa_list import POA_EXEMPT
from tests.library.shelved import built

POA = (
    "OrdFY26\tPOAexemptCode\tDescription\n"
    "00001\tB00\tSample germ\n"
    '00002\tI25.2\t"Old sample, of the heart"\n'
    "00003\tQ90.9\tSample trait\n"
    "00004\tZ66\tSample wish\n"
)
POA_SHEET = POA.replace("\t", ",")
POA_XML = (
    '<?xml version="1.0"?><dataroot>'
    + "".join(
        f"<Codes><OrderFY26>{order}</OrderFY26><POAexemptCode>{code}</POAexemptCode></Codes>"
        for order, code in enumerate(("B00", "I25.2", "Q90.9", "Z66"))
    )
    + "</dataroot>"
)
TABLE = (
    '"TABLE 5.\u2014WEIGHTING FACTORS OF SAMPLES,\nFY 2026 Sample Rule"\t\t\t\t\n'
    "MS-DRG\tMS-DRG Title\tWeights - Before Cap\tGeometric mean LOS\tArithmetic mean LOS\n"
    '291\t"SAMPLE, WITH MCC"\t1.5\t3.1\t4.0\n'
    "292\tSAMPLE WITH CC\t0.75\t2.0\t2.5\n"
    "998\tNO SAMPLE\t.\t.\t\n"
    "\t\t\t\t\n"
    "Note: samples only.\t\t\t\t\n"
)
IN_YEAR, LATER = date(2026, 6, 1), date(2026, 12, 1)


@pytest.mark.parametrize("content", [POA, POA_SHEET, POA_XML, POA.replace("OrdFY26", "Order2026")])
def test_the_exempt_list_is_read_in_all_its_shapes(content: str) -> None:
    reader = reader_of(content.encode())
    assert reader is POA_EXEMPT
    listed = reader.read(content.encode())
    assert listed.rows == ("B00", "I252", "Q909", "Z66")
    assert (listed.count, listed.edition.name) == (4, "FY2026")


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (POA.replace("00001\tB00\tSample germ\n", ""), "changes of a year"),
        (POA + "00005\tZ67", "the row breaks off"),
        (POA + "00005\tnone\tnothing\n", '"none" is no ICD-10-CM code'),
        (POA + "00005\tZ66\tagain\n", "stands there twice"),
        (POA.split("\n", maxsplit=1)[1], "no header"),
        (POA.split("\n", maxsplit=1)[0], "holds no codes"),
    ],
)
def test_what_is_no_whole_exempt_list_is_refused(content: str, complaint: str) -> None:
    with pytest.raises(SourceError, match=complaint):
        POA_EXEMPT.read(content.encode())


def test_exemption_is_exact_in_the_year_of_an_imported_list(tmp_path: Path) -> None:
    with Library(built(tmp_path, {"list.txt": POA})) as library:
        assert library.poa_exact(IN_YEAR)
        assert library.poa_exempt("B00", IN_YEAR), "no approximate rule names it"
        assert not library.poa_exempt("Z7982", IN_YEAR), "an approximate rule names it"
        assert not library.poa_exact(LATER)
        assert library.poa_exempt("Z7982", LATER)


def test_table_5_gives_weights_before_the_cap_and_stays() -> None:
    reader = reader_of(TABLE.encode())
    assert reader is DRG_WEIGHTS
    content = DRG_WEIGHTS.read(TABLE.encode())
    assert content.rows[0] == (291, "SAMPLE, WITH MCC", 1.5, 3.1, 4.0)
    assert (content.count, content.edition.name) == (2, "FY2026")
    assert content.kind is SourceKind.DRG_WEIGHTS
    (skipped,) = content.skipped
    assert skipped.count == 2


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ("292\t", "291\t", "MS-DRG 291 stands there twice"),
        ("292\t", "two\t", '"two" is no MS-DRG'),
        ("0.75", "750.0", "cannot weigh"),
        ("FY 2026", "of late", "does not state its fiscal year"),
        ("MS-DRG\t", "Group\t", "no header row"),
        ("Weights - Before Cap", "Kilograms", "no MS-DRG with a weight"),
    ],
)
def test_a_table_5_at_fault_is_refused(right: str, wrong: str, complaint: str) -> None:
    with pytest.raises(SourceError, match=complaint):
        DRG_WEIGHTS.read(TABLE.replace(right, wrong).encode())


@pytest.mark.skipif(not mce.installed(), reason="no grouper is installed")
def test_an_imported_table_5_weighs_the_stays_of_its_year(tmp_path: Path) -> None:
    heart_failure = (ReportedDiagnosis("I5023", "Y"), ReportedDiagnosis("N179", "Y"))
    stay = Stay(IN_YEAR, 70, Sex.F, 1, heart_failure, ())
    with Library(built(tmp_path, {"table.txt": TABLE})) as library:
        drg = library.group(stay)
        assert drg is not None
        assert library.group(Stay(date(2025, 6, 1), 70, Sex.F, 1, heart_failure, ())) is not None
    built_in = groupers.DrgGrouper()
    usual = built_in.group(stay)
    built_in.close()
    assert usual is not None
    assert (drg.number, usual.number) == (292, 292)
    assert drg.weight == 0.75 != usual.weight
