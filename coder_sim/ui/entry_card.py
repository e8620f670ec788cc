"""Writes a term of an index book: its place, its codes with their titles, its references."""

from datetime import date

from coder_sim.domain.books import IndexEntry, columns
from coder_sim.domain.facts import CodeReference
from coder_sim.ui.card_writer import CardWriter
from coder_sim.ui.index_terms import plain_code, system_of
from coder_sim.ui.theme import S

NEVER_ALONE = "Never code from the index alone: check the code in the Tabular List."


def write_entry(writer: CardWriter, entry: IndexEntry, facts: CodeReference, day: date) -> None:
    """Write an entry; its codes are links to the Tabular List."""
    writer.line(entry.book.value, small=True)
    writer.line(entry.path or entry.title, strong=True)
    if entry.modifiers:
        writer.line(entry.modifiers, small=True)
    printed = [("", entry.code), ("reported second", entry.manifestation)]
    names = columns(entry.book)
    printed += [
        (f"{number} {name}", cell)
        for number, (name, cell) in enumerate(zip(names, entry.cells, strict=False), start=1)
    ]
    found = [(name, code) for name, code in printed if code]
    for name, code in found:
        _code(writer, name, code, entry, facts, day)
    for verb, words in (
        ("see", entry.see),
        ("see also", entry.see_also),
        ("see category", entry.see_category),
        ("use", entry.use),
    ):
        if words:
            writer.line(f"{verb}   ", strong=True, space=S)
            writer.more(words)
    if entry.note:
        writer.line(entry.note, space=S)
    if found:
        writer.line(NEVER_ALONE, warn=True, space=S)


def _code(
    writer: CardWriter, name: str, printed: str, entry: IndexEntry, facts: CodeReference, day: date
) -> None:
    system, plain = system_of(entry.book), plain_code(printed)
    known = facts.code(system, plain, day)
    writer.line("", space=S if not name else 0)
    writer.link(printed, f"code:{system.value}:{plain}", strong=True)
    title = known.title if known is not None else ""
    more = "more characters follow" if printed.endswith("-") else ""
    if words := "   ".join(filter(None, (name, title, more))):
        writer.more(f"   {words}", small=True)
