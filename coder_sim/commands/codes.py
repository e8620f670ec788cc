"""The verbs about codes: search, code, codes status, codes build."""

import argparse
import json
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from coder_sim.commands.code_library import ProgressLine, library_file, open_library
from coder_sim.domain.code_edits import UnitsOfDay
from coder_sim.domain.code_set import Code, InstructionalNote, Kind, System, normal, systems_named
from coder_sim.domain.encounter import Sex
from coder_sim.domain.facts import SearchHit
from coder_sim.errors import Exit
from coder_sim.library import build as library_build
from coder_sim.library.lookup import Library
from coder_sim.library.schema import index_file
from coder_sim.library.search import Finder
from coder_sim.library.source_shelf import on_shelf
from coder_sim.wording.notes import clean_lines


def search(home: Path, options: argparse.Namespace) -> int:
    """Print ranked codes and why each matched."""
    text = " ".join(options.words)
    if not options.jsonl and not text.strip():
        print("coder-sim: search needs words, or --jsonl to read them from stdin", file=sys.stderr)
        return Exit.USAGE
    database = library_file(home)
    with Finder.open(index_file(database), database) as finder:
        if options.jsonl:
            _answer_lines(finder, sys.stdin, options)
            return Exit.DONE
        hits = finder.search(
            text,
            options.sys,
            options.date,
            options.k,
            chapter=options.chapter,
            billable=options.billable,
        )
    if options.json:
        print(json.dumps({"q": text, "hits": [_hit(hit) for hit in hits]}, indent=1))
    else:
        for hit in hits:
            print(f"{hit.code.display:<10} {hit.code.title or 'title not loaded'}")
            print(f"{'':<10}   {hit.code.system.value}; {hit.why}")
    if not hits:
        print(f"coder-sim: nothing found for '{text}'", file=sys.stderr)
    return Exit.DONE if hits else Exit.INPUT


def _hit(hit: SearchHit) -> dict[str, object]:
    return {
        "code": hit.code.display,
        "system": hit.code.system.value,
        "title": hit.code.title,
        "billable": hit.code.billable,
        "why": hit.why,
    }


def _answer_lines(finder: Finder, lines: Iterable[str], options: argparse.Namespace) -> None:
    """Answer each line as it comes, in order, one line each."""
    for line in lines:
        if line.strip():
            print(json.dumps(_answer_line(finder, line, options)), flush=True)


def _answer_line(finder: Finder, line: str, options: argparse.Namespace) -> dict[str, object]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"q": line.strip(), "error": "this line is not JSON"}
    if not isinstance(asked, dict) or not isinstance(asked.get("q"), str):
        return {"q": line.strip(), "error": 'give an object like {"q": "htn"}'}
    text = asked["q"]
    try:
        systems = systems_named(_text(asked, "sys")) or options.sys
        day = _day(_text(asked, "date")) or options.date
        chapter = _whole_number(asked, "chapter", 22) or options.chapter
        count = _whole_number(asked, "k", 1000) or options.k
    except ValueError as error:
        return {"q": text, "error": str(error)}
    started = time.perf_counter()
    codes = [hit.code.display for hit in finder.search(text, systems, day, count, chapter=chapter)]
    return {"q": text, "codes": codes, "ms": round(1000 * (time.perf_counter() - started), 3)}


def _whole_number(asked: dict[str, object], name: str, most: int) -> int | None:
    """Return a number that may be left out; raises ValueError where it is none of the range."""
    value = asked.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise ValueError(f"{name} is a whole number from 1 to {most}")
    return value


def _text(asked: dict[str, object], name: str) -> str:
    """Return a field that may be left out; raises ValueError where it is no text."""
    value = asked.get(name) or ""
    if not isinstance(value, str):
        raise ValueError(f"{name} is a text in quotes")
    return value


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"'{text}' is not a date like 2026-05-04") from None


def _code_facts(library: Library, found: Code, day: date) -> dict[str, object]:
    """Return all the library knows of one code, ready for JSON."""
    system, code = found.system, found.code
    facts: dict[str, object] = {
        "code": found.display,
        "system": system.value,
        "title": found.title,
        "billable": found.billable,
        "valid_from": found.valid_from.isoformat(),
        "valid_to": None if found.valid_to == date.max else found.valid_to.isoformat(),
        "date": day.isoformat(),
        "valid_on_date": found.valid_on(day),
        "hierarchy": list(library.breadcrumb(system, code, day)),
        "children": [_short(child) for child in library.children(system, code, day)],
    }
    if system.kind is Kind.SERVICE:
        details = library.service_details(system, code)
        facts["other_titles"] = list(details.titles)
        facts["coverage"] = details.coverage
        facts["pricing"] = list(details.pricing)
        facts["unit_limits"] = [_limit(limit) for limit in library.mue(code)]
    if system is System.ICD10PCS:
        facts["axes"] = [library.axis_label(code, position, day) for position in range(1, 8)]
    if system is System.ICD10CM:
        facts["seventh_characters"] = [
            f"{seventh.character} {seventh.meaning}"
            for seventh in library.seventh_characters(code, day)
        ]
        facts["notes"] = [_note(note) for note in library.notes(code, day)]
        facts["poa_exempt"] = library.poa_exempt(code, day)
        facts["poa_exact"] = library.poa_exact(day)
        facts["cc_level"] = library.cc_level(code, day)
        hccs = library.risk(frozenset({code}), 70, Sex.F).hccs
        facts["hcc"] = [f"{hcc} {library.hcc_label(hcc)}".strip() for hcc in hccs]
    return facts


def _limit(limit: UnitsOfDay) -> str:
    per = "day" if limit.by_day else "claim line"
    return f"{limit.units} by {per} ({limit.setting.value})"


def _short(code: Code) -> str:
    return f"{code.display} {code.title}"


def _note(note: InstructionalNote) -> dict[str, object]:
    return {
        "kind": note.kind.value,
        "from": note.node,
        "from_title": note.node_title,
        "lines": list(clean_lines(note.lines)),
    }


def _print_code(library: Library, found: Code, day: date) -> None:
    """Print what the library knows of one code as a page for reading."""
    facts = _code_facts(library, found, day)
    kind = "billable" if found.billable else "heading, not billable"
    print(f"{found.display}  {found.title or 'title not loaded'}")
    valid = "valid" if found.valid_on(day) else "NOT valid"
    print(f"  {found.system.value}, {kind}, {valid} on {day}")
    for key, name in (
        ("poa_exempt", "POA exempt"),
        ("cc_level", "CC level"),
        ("coverage", "Medicare coverage code"),
    ):
        if facts.get(key):
            exact = key != "poa_exempt" or facts["poa_exact"]
            said = "yes" if facts[key] is True else facts[key]
            print(f"  {name}: {said}{'' if exact else ' (approximate)'}")
    for key, name in (
        ("hcc", "HCC (V28)"),
        ("hierarchy", "In"),
        ("children", "Below it"),
        ("seventh_characters", "7th characters"),
        ("axes", "Characters"),
        ("other_titles", "Also titled"),
        ("pricing", "Medicare pricing indicators"),
        ("unit_limits", "Most units (MUE)"),
    ):
        values = facts.get(key)
        if isinstance(values, list) and values:
            print(f"  {name}:")
            for value in values:
                print(f"    {value}")
    if found.system is System.ICD10CM:
        for note in library.notes(found.code, day):
            print(f"  {note.kind.value} (at {note.node} {note.node_title}):")
            for line in clean_lines(note.lines):
                print(f"    {line}")


def show(home: Path, options: argparse.Namespace) -> int:
    """Print everything the library knows of a code; a code of two systems is shown twice."""
    with open_library(home) as library:
        wanted = normal(options.code)
        day = options.date or newest_day(library)
        of_day = (
            library.code(system, wanted, day) or library.ever(system, wanted) for system in System
        )
        found = [code for code in of_day if code]
        if not found:
            print(f"coder-sim: {options.code} is in no loaded code set", file=sys.stderr)
            return Exit.INPUT
        if options.json:
            pages = [_code_facts(library, code, day) for code in found]
            print(json.dumps(pages[0] if len(pages) == 1 else pages, indent=1))
        else:
            for code in found:
                _print_code(library, code, day)
    return Exit.DONE


def newest_day(library: Library) -> date:
    """Return the last day of the newest edition whose titles are loaded."""
    return max(edition.effective_to for edition in library.editions() if edition.codes)


def status(home: Path, options: argparse.Namespace) -> int:
    """Print the editions loaded and the files imported; nothing is built."""
    if not library_build.is_current(home):
        print("coder-sim: the code library is not built yet (coder-sim codes build)")
        _print_imported(home)
        return Exit.DONE
    with open_library(home) as library:
        for edition in library.editions():
            span = f"{edition.effective_from} to {edition.effective_to}"
            count = f"{edition.codes:,} codes"
            print(f"{edition.system.value:<11} {edition.name:<30} {count:>14}  {span}")
            print(f"{'':<11} from {edition.source}")
        print(f"MS-DRG grouping: {'available' if library.groups else 'not available here'}")
    _print_imported(home)
    for line in library_build.left_out(home):
        print(f"coder-sim: left out of the library: {line}", file=sys.stderr)
    return Exit.DONE


def _print_imported(home: Path) -> None:
    imported = on_shelf(home)
    print("Imported files:" if imported else "Imported files: none")
    for source in imported:
        label = source.label
        edition = " ".join(part for part in (label.edition, label.part) if part)
        print(f"  {label.kind.slug:<20} {edition:<30} {label.count:>9,} {label.unit}")
        print(f"  {'':<20} {label.kind.value}; from {label.origin}, imported {label.imported}")


def build(home: Path, options: argparse.Namespace) -> int:
    """Build the code library anew."""
    started = time.perf_counter()
    file = library_build.build(home, progress=ProgressLine(), force=True)
    print(f"{file} built in {time.perf_counter() - started:.1f} s")
    return Exit.DONE
