"""The verb ``pack phi``: finds what could name a real person. It warns, it does not certify."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from coder_sim.errors import Exit, InputError, Problem
from coder_sim.packs.members import open_members
from coder_sim.packs.names import DOCUMENT_ENDING
from coder_sim.packs.phi import HARD, scan
from coder_sim.packs.writer import ENDING


def phi(home: Path, options: argparse.Namespace) -> int:
    """Scan text files and packs, or the lines on stdin; what was found is told, not refused."""
    if options.stdin == bool(options.files):
        print("coder-sim: pack phi needs files, or --stdin", file=sys.stderr)
        return Exit.USAGE
    if options.stdin:
        for line in sys.stdin:
            if line.strip():
                print(json.dumps(_answer(line)), flush=True)
        return Exit.DONE
    found = hard = 0
    for name, text in [named for path in options.files for named in _texts(path)]:
        for find in scan(text):
            found += 1
            hard += find.kind in HARD
            quote = text[find.start : find.end]
            if options.jsonl:
                place = {"start": find.start, "end": find.end}
                print(json.dumps({"file": name, "class": find.kind.value, **place, "text": quote}))
            else:
                line = text.count("\n", 0, find.start) + 1
                print(f'{name}: line {line}: {find.kind.value}: "{quote}"')
    _summarise(found, hard)
    return Exit.DONE


def _summarise(found: int, hard: int) -> None:
    print(
        f"coder-sim: {found} found, {hard} of them of a kind with which no pack is built. This is"
        " a warning, not a certificate: read each chart yourself.",
        file=sys.stderr,
    )


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of a text file, or of each document of a pack."""
    if path.is_dir() or path.suffix == ENDING:
        members = open_members(path)
        for name in sorted(members.names):
            if name.endswith(DOCUMENT_ENDING):
                shown = f"{members.title}/{name}"
                yield shown, _decoded(members.read(name), shown)
        return
    try:
        content = path.read_bytes()
    except OSError as error:
        what = f"Cannot be read: {error.strerror}."
        raise InputError(
            Problem(what, file=str(path), todo="Name a text file or a pack.")
        ) from None
    yield str(path), _decoded(content, str(path))


def _decoded(content: bytes, name: str) -> str:
    """Decode as it stands: offsets count the code points of the file itself."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"Is not UTF-8 text: byte {error.start} fits nowhere."
        raise InputError(Problem(what, file=name, todo="Save it as UTF-8 text.")) from None


def _answer(line: str) -> dict[str, object]:
    """Answer one line of stdin; a line that is at fault is answered with an error."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": "This line is not JSON."}
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return {"error": 'A line is an object with "id" and "text".'}
    spans = [
        {"class": find.kind.value, "start": find.start, "end": find.end}
        for find in scan(asked["text"])
    ]
    return {"id": asked.get("id"), "spans": spans}
