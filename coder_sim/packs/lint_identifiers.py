"""Lint of what could name a real person in a chart; an author may declare a find invented."""

from collections.abc import Iterable, Iterator

from coder_sim.domain.encounter import CaseBrief, Document
from coder_sim.domain.pack import KeptIdentifier
from coder_sim.packs.fault import Fault, Remark
from coder_sim.packs.phi import HARD, Identifier, IdentifierClass, scan

_WORDS = {
    IdentifierClass.SSN: "a social security number",
    IdentifierClass.PHONE: "a telephone number",
    IdentifierClass.FAX: "a fax number",
    IdentifierClass.EMAIL: "an e-mail address",
    IdentifierClass.MRN: "a medical record number",
    IdentifierClass.PLAN: "a health plan or member number",
    IdentifierClass.ACCOUNT: "an account number",
    IdentifierClass.LICENCE: "a licence number",
    IdentifierClass.VEHICLE: "a vehicle number",
    IdentifierClass.DEVICE: "a device serial number",
    IdentifierClass.URL: "a web address",
    IdentifierClass.IP: "an IP address",
    IdentifierClass.ZIP: "a ZIP code",
    IdentifierClass.STREET: "a street address",
    IdentifierClass.DATE: "a full date",
    IdentifierClass.AGE: "an age over 89",
    IdentifierClass.NAME: "a person's name",
    IdentifierClass.OTHER: "a number or sign of one person",
}


def in_words(kind: IdentifierClass) -> str:
    """Name a class of identifier, with its article."""
    return _WORDS[kind]


def remarks(brief: CaseBrief, kept: Iterable[KeptIdentifier]) -> Iterator[Remark]:
    """Yield every find that the author has not declared invented.

    Dates do not count here: every chart has those of its own invented encounter.
    """
    declared = {(entry.doc, entry.quote) for entry in kept if entry.case == brief.id}
    for place, document in enumerate(brief.documents):
        for find in scan(document.text):
            quote = document.text[find.start : find.end]
            if find.kind is not IdentifierClass.DATE and (document.id, quote) not in declared:
                fault = _fault(document, find, quote)
                yield Remark(fault, mild=find.kind not in HARD).below(f"documents[{place}]")


def unused(brief: CaseBrief, kept: Iterable[KeptIdentifier]) -> Iterator[Fault]:
    """Yield the declarations of this case that name no document or stand for no find."""
    texts = {document.id: document.text for document in brief.documents}
    for entry in kept:
        if entry.case == brief.id and entry.quote not in texts.get(entry.doc, ""):
            what = f'"{entry.quote}" is declared invented and does not stand in {entry.doc}.'
            yield Fault("identifiers_kept", what, "Remove the entry of pack.json.")


def _fault(document: Document, find: Identifier, quote: str) -> Fault:
    line = document.text.count("\n", 0, find.start) + 1
    what = f'Line {line} of {document.id} looks like {in_words(find.kind)}: "{quote}".'
    todo = (
        "If it is of a real person, remove the chart. Otherwise change it, or declare it invented"
        " under identifiers_kept in pack.json (case, doc, quote, reason)."
    )
    return Fault("", what, todo)
