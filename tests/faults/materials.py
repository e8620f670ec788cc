"""What the fault drivers work with: the built code library, large packs, old databases."""

import gzip
import os
import shutil
import tempfile
from copy import deepcopy
from pathlib import Path

from coder_sim.domain.pack import Pack
from coder_sim.library import build, sources
from coder_sim.library.lookup import Library
from coder_sim.packs import read_for_import, writer
from tests.packs.folders import VISIT, VISIT_KEY, VISIT_NOTE, PackFolder

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache"
OLD = ROOT / "tests" / "store" / "old"


def library() -> Path:
    """Return the code library that the test suite shares, built when it is not there."""
    return build.build(CACHE / "library" / sources.stamp(sources.installed())[:16])


def large_pack(cases: int) -> Path:
    """Return a .casepack file of so many office visits, made once."""
    file = CACHE / "faults" / f"visits-{cases}.casepack"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent) as aside, Library(library()) as facts:
            built = Path(aside) / file.name
            writer.build(_write(Path(aside) / "pack", cases), built, facts)
            os.replace(built, file)
    return file


def _write(folder: Path, cases: int) -> Path:
    pack = PackFolder(folder)
    names = [f"visit-{number:05}" for number in range(1, cases + 1)]
    pack.pack |= {"id": "many-visits", "title": "Many visits", "cases": names}
    pack.case = {name: {**deepcopy(VISIT), "id": name} for name in names}
    pack.key = dict.fromkeys(names, VISIT_KEY)
    pack.files = {
        f"cases/{name}/note.txt": f"{VISIT_NOTE}\nSeen as number {name}.\n".encode()
        for name in names
    }
    return pack.write()


def read_pack(file: Path) -> Pack:
    """Read a pack as the import does."""
    with Library(library()) as facts:
        return read_for_import(file, facts).pack


def old_databases() -> tuple[Path, ...]:
    """Return a stored database of every format there was, packed."""
    return tuple(sorted(OLD.glob("format_*.db.gz")))


def unpack(stored: Path, target: Path) -> None:
    """Put a stored database in place; the journal of a former one goes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.with_name(f"{target.name}-journal").unlink(missing_ok=True)
    with gzip.open(stored) as packed, target.open("wb") as file:
        shutil.copyfileobj(packed, file)
