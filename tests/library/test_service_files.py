"""HCPCS, CPT and the edits are read in every layout their publishers use."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from coder_sim.domain.code_edits import MueSetting
from coder_sim.domain.code_set import System
from coder_sim.errors import SourceError
from coder_sim.library.containers import Found, gather
from coder_sim.library.readers.catalog import Content, SourceKind
from coder_sim.library.readers.hcpcs import read_sheet
from coder_sim.library.readers.known import READERS, reader_of
from coder_sim.library.readers.ncci import PtpPair, UnitLimit
from coder_sim.library.readers.services import ServiceCode, ServiceModifier, Title, TitleKind
from tests.library import import_samples as samples

KINDS = {
    "hcpcs": SourceKind.HCPCS,
    "hcpcs-sheet": SourceKind.HCPCS,
    "longult": SourceKind.CPT_LONG,
    "medu": SourceKind.CPT_MEDIUM,
    "shortu": SourceKind.CPT_SHORT,
    "longulf": SourceKind.CPT_LONG,
    "consumer": SourceKind.CPT_CONSUMER,
    "clinician": SourceKind.CPT_CLINICIAN,
    "fees": SourceKind.FEE_SCHEDULE,
    "umls": SourceKind.UMLS,
    "athena": SourceKind.ATHENA,
    "ptp": SourceKind.NCCI_PTP,
    "mue": SourceKind.MUE,
    "plain": SourceKind.PLAIN_LIST,
}


def _read(name: str, change: Callable[[str], str] = str) -> Content[object]:
    data = change(samples.TEXTS[name]).encode("cp1252")
    reader = reader_of(data)
    assert reader is not None
    return reader.read(data)


def _codes(name: str) -> dict[str, ServiceCode]:
    return {row.code: row for row in _read(name).rows if isinstance(row, ServiceCode)}


@pytest.mark.parametrize("name", KINDS)
def test_each_layout_is_known_by_content_and_by_one_reader_alone(name: str) -> None:
    head = samples.TEXTS[name].encode()
    assert {reader.kind for reader in READERS if reader.recognises(head)} == {KINDS[name]}
    assert _read(name).kind is KINDS[name]


@pytest.mark.parametrize("name", ["hcpcs", "hcpcs-sheet"])
def test_hcpcs_is_the_same_from_fixed_width_and_from_a_sheet(name: str) -> None:
    content = _read(name)
    assert content.count == 3
    assert content.edition.name == "January 2019"
    assert content.rows[0] == ServiceModifier(
        "A1", "First made-up modifier", (System.CPT, System.HCPCS), date(2018, 1, 1)
    )
    assert content.rows[1] == ServiceCode(
        System.HCPCS,
        "A0001",
        (
            Title(TitleKind.LONG, "Cart pulled by a goat, each mile"),
            Title(TitleKind.SHORT, "Goat cart"),
        ),
        date(2018, 1, 1),
        coverage="C",
        pricing=("51",),
    )
    assert _codes(name)["J0002"].valid_to == date(2026, 3, 31)


def test_codes_of_cpt_in_an_hcpcs_file_are_left_out_and_counted() -> None:
    line = samples.hcpcs_line("90001", "Looking at a cloud")
    content = _read("hcpcs", lambda text: f"{text}{line}\r\n")
    assert content.count == 3
    (skipped,) = content.skipped
    assert (skipped.count, skipped.where) == (1, "line 9")
    assert "begin with a digit" in skipped.why


@pytest.mark.parametrize("name", ["longult", "medu", "shortu", "longulf"])
def test_cpt_texts_give_each_code_one_descriptor_below_the_notice(name: str) -> None:
    codes = _codes(name)
    assert list(codes) == ["00001", "00002", "0003T"]
    assert all(code.system is System.CPT for code in codes.values())
    first = codes["00001"].titles[0].text.casefold()
    assert first.startswith("looking at a cloud")


def test_plain_descriptors_of_cpt_may_be_many_for_one_code() -> None:
    assert [title.text for title in _codes("clinician")["00001"].titles] == [
        "Observation of a cloud",
        "Observation of a fog",
    ]
    assert _codes("consumer")["0003T"].titles == (Title(TitleKind.CONSUMER, "Sock repair"),)


def test_the_fee_schedule_gives_one_title_a_code_and_its_year() -> None:
    content = _read("fees")
    assert content.edition.name == "2026"
    assert [row.code for row in content.rows if isinstance(row, ServiceCode)] == ["00001", "A0001"]


def test_of_the_vocabularies_only_service_codes_are_taken() -> None:
    umls, athena = _read("umls"), _read("athena")
    assert umls.count == athena.count == 2
    assert {row.code for row in umls.rows if isinstance(row, ServiceModifier)} == {"Z1"}
    assert sum(skipped.count for skipped in umls.skipped) == 2
    cart = _codes("athena")["A0001"]
    assert (cart.valid_from, cart.valid_to) == (date(2018, 1, 1), date(2026, 3, 31))
    assert _codes("athena")["00001"].valid_from == date.min


def test_pairs_in_force_are_read_and_old_ones_counted() -> None:
    content = _read("ptp")
    assert content.rows[1] == PtpPair(
        *("00001", "0003T", date(2020, 1, 1).toordinal(), date(2026, 3, 31).toordinal()),
        *(0, "More extensive cloud"),
    )
    assert (content.count, content.unit, content.skipped[0].count) == (2, "pairs", 1)
    assert content.part == "00001-00001"


def test_limits_of_units_say_for_whose_services_they_are() -> None:
    content = _read("mue")
    assert content.rows[0] == UnitLimit("00001", MueSetting.PRACTITIONER, 2, 3, "Invented data")
    other = _read("mue", lambda text: text.replace("Practitioner", "DME Supplier"))
    assert other.part == "DME supplier"


def test_a_plain_list_may_lack_its_header_and_titles() -> None:
    assert _read("plain").skipped[0].count == 1
    assert _read("plain", lambda text: text.split("\n", 1)[1]).count == 2


@pytest.mark.parametrize(
    ("name", "old", "new", "complaint", "place"),
    [
        ("hcpcs", "J0002", "JX002", "'JX002' is no HCPCS code", "line 7"),
        ("hcpcs", "V0003", "J0002", "a second time", "line 8"),
        ("hcpcs", "20260331", "20260230", "not a day", "line 7"),
        ("hcpcs", "A0001002004", "A0009002004", "without its line before it", "line 6"),
        ("hcpcs", "V0003001003", "V0003001009", "no HCPCS record", "line 8"),
        ("hcpcs-sheet", "ADD DT,", "SUB DT,", "column ADD DT is missing", "row 1"),
        ("hcpcs-sheet", "20260331,N\nV", "\nV", "breaks off", "line 5"),
        ("longult", "00002\t", "0002\t", "no CPT code", "line 33"),
        ("longult", "00002\t", "00001\t", "a second time", "line 33"),
        ("longulf", "0000102", "0000103", "line 03 of 00001", "line 33"),
        ("clinician", "2\t00002", "2\tA0002", "'A0002' is no CPT code", "line 4"),
        ("fees", "A0001,,Goat", "A00,,Goat", "'A00' is no CPT or HCPCS code", "line 6"),
        ("umls", "|A0001|Cart", "|A0001Cart", "has 17 columns instead of 18", "line 7"),
        ("athena", "\t20260331", "\t20261331", "not a day", "line 5"),
        ("ptp", "00001\t0003T\t\t", "00001\t003T\t\t", "no pair of codes", "line 9"),
        ("mue", "A0001,1", "A0001,many", "no number of units", "line 6"),
        ("plain", "00002,", "A00.1,Fever\n00002,", "is an ICD-10 code", "line 4"),
        ("plain", "A0001", "A1", "'A1' is no CPT or HCPCS code", "line 3"),
    ],
)
def test_a_row_at_fault_is_named_by_its_line(
    name: str, old: str, new: str, complaint: str, place: str
) -> None:
    with pytest.raises(SourceError) as refused:
        _read(name, lambda text: text.replace(old, new))
    (problem,) = refused.value.problems
    assert complaint in problem.what
    assert problem.field == place


def test_a_large_cpt_file_without_an_end_to_its_last_line_is_cut_off() -> None:
    many = "".join(f"{number:05d}\tInvented service\r\n" for number in range(501))
    assert _read("longult", lambda text: samples.NOTICE + "\n\n" + many).count == 501
    with pytest.raises(SourceError, match="last line has no end"):
        _read("longult", lambda text: samples.NOTICE + "\n\n" + many.rstrip())


OFFICIAL = Path(__file__).parents[2].parent / "shared" / "official"
official = pytest.mark.skipif(
    not OFFICIAL.is_dir(), reason="the publishers' files are not beside this checkout"
)


@official
def test_the_publishers_own_hcpcs_zip_holds_the_same_codes_twice() -> None:
    found = []
    for item in gather(OFFICIAL / "2019-Alpha-Numeric-HCPCS-File.zip"):
        reader = reader_of(item.data) if isinstance(item, Found) else None
        if isinstance(item, Found) and reader is not None:
            found.append(reader.read(item.data))
    text, workbook = found
    assert text.edition == workbook.edition
    assert text.rows == workbook.rows
    codes = [row for row in text.rows if isinstance(row, ServiceCode)]
    assert (text.count, len(codes), len(text.rows) - len(codes)) == (6_440, 6_440, 360)
    assert not any(code.code[0].isdigit() for code in codes)


@official
def test_a_newer_sheet_with_only_modifiers_is_read() -> None:
    content = read_sheet((OFFICIAL / "HCPC2026_OCT_ANWEB.excerpt.csv").read_bytes())
    assert (content.count, len(content.rows)) == (0, 9)
    ended = {row.code for row in content.rows if row.valid_to < date(2026, 1, 1)}
    assert ended == {"CP", "JG"}
