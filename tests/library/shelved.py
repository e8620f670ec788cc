"""Puts samples on the shelf of imported sources, as an import would, and builds from them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from coder_sim import paths
from coder_sim.library import build, source_shelf
from coder_sim.library.readers.known import reader_of
from coder_sim.library.source_shelf import Label
from coder_sim.library.sources import Sources
from tests.library import samples


def shelve(home: Path, files: Mapping[str, str | bytes], known: Sources) -> Sources:
    """Return the sources with these files (name to content) imported into a home."""
    folder = paths.sources_folder(home)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        reader = reader_of(data)
        assert reader is not None, f"nobody reads {name}"
        read = reader.read(data)
        # As with an import, files that state no edition stand side by side under their names.
        label = Label(
            *(reader.kind, read.edition.name, "" if read.edition.name else name, name),
            *(read.count, read.unit, date(2026, 6, 1), source_shelf.digest(data)),
        )
        source_shelf.write(folder, label, data)
    return replace(known, imported=source_shelf.on_shelf(home))


def built(home: Path, files: Mapping[str, str | bytes]) -> Path:
    """Return a library built from the sample sources and these imported files."""
    known = shelve(home, files, samples.sources(home / "sample sources"))
    return build.build(home, known=known)
