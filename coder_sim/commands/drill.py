"""The verb about drills: print charts and keys, or write them as a pack."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from coder_sim import scenarios
from coder_sim.commands.code_library import open_library
from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import dotted
from coder_sim.domain.facts import CodeFacts
from coder_sim.domain.pack import Case
from coder_sim.errors import Exit, InputError, Problem
from coder_sim.packs.writer import ENDING
from coder_sim.practice.shelf_drills import as_pack


def drill(home: Path, options: argparse.Namespace) -> int:
    """List the families, print charts, or write them as a pack."""
    if options.list:
        for one in scenarios.FAMILIES:
            print(f"{one.id:<16} {one.difficulty:<4} {one.title}. {one.teaches}")
        return Exit.DONE
    if options.family is None:
        print("coder-sim drill: name a FAMILY, or give --list", file=sys.stderr)
        return Exit.USAGE
    family = scenarios.family(options.family)
    seeds = tuple(range(options.seed, options.seed + options.count))
    with open_library(home) as library:
        if options.output:
            return _write(options.output, family, seeds, library)
        for seed in seeds:
            case = scenarios.case_of(family, seed, library)
            sys.stdout.writelines(_chart(case))
            if options.key:
                sys.stdout.writelines(_key(case))
    return Exit.DONE


def _write(target: Path, family: scenarios.Family, seeds: tuple[int, ...], facts: CodeFacts) -> int:
    id = scenarios.pack_id(family, seeds[0])
    if len(seeds) > 1:
        id = f"{id}-to-{seeds[-1]}"
    pack, content = as_pack(family.id, seeds, id, facts)
    try:
        if target.suffix == ENDING:
            target.write_bytes(content)
        else:
            _unpack(target, family, pack.cases, id)
    except OSError as error:
        what = f"Cannot be written: {error.strerror}."
        raise InputError(Problem(what, file=str(target), todo="Choose another place.")) from None
    cases = "1 chart" if len(seeds) == 1 else f"{len(seeds)} charts"
    print(f"{target}: {pack.title}, {cases}, pack {id}")
    return Exit.DONE


def _unpack(target: Path, family: scenarios.Family, cases: tuple[Case, ...], id: str) -> None:
    if target.exists() and any(target.iterdir()):
        what = "The folder is not empty."
        raise InputError(Problem(what, file=str(target), todo="Choose a new folder."))
    for name, content in scenarios.members(family, cases, id).items():
        file = target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _chart(case: Case) -> Iterator[str]:
    brief, encounter = case.brief, case.brief.encounter
    yield f"== {brief.title} ==\n"
    yield f"{encounter.setting.value}, age {encounter.age:g}, sex {encounter.sex.value}"
    yield f", {encounter.service_date.isoformat()}, {encounter.payer}\n{brief.instructions}\n"
    if encounter.policy.text:
        yield f"{encounter.policy.text}\n"
    for document in brief.documents:
        yield f"\n-- {document.title} --\n{document.text}"
    yield "\n"


def _key(case: Case) -> Iterator[str]:
    yield "-- Answer key --\n"
    if case.key.drg is not None:
        yield f"MS-DRG {case.key.drg}\n"
    for line in case.key.lines:
        yield f"{_coded(line)}\n    {line.rationale} ({', '.join(line.guidelines)})\n"
        for passage in line.evidence:
            yield f'    {passage.doc}: "{passage.quote}"\n'
    for one in case.key.extras:
        yield f"not {one.code}: {one.explain}\n"
    yield "\n"


def _coded(line: KeyLine) -> str:
    parts = [
        dotted(line.system, line.code),
        *line.modifiers,
        f"x{line.units}" if line.units > 1 else "",
        line.role,
        f"POA {line.poa[0]}" if line.poa else "",
        "optional" if line.optional else "",
        f"points to {', '.join(line.pointers)}" if line.pointers else "",
    ]
    return "  ".join(part for part in parts if part)
