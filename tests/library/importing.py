"""A small home with a library of made-up sources, to import files into."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from coder_sim import paths
from coder_sim.domain.code_files import FileVerdict, ImportReport, Outcome
from coder_sim.library import build, imports
from coder_sim.library.lookup import Library
from coder_sim.library.source_shelf import on_shelf
from coder_sim.library.sources import Sources
from tests.library import samples

TODAY = date(2026, 6, 1)


@dataclass(frozen=True)
class Home:
    """A home folder whose library has no part in this installation's data."""

    folder: Path
    bundled: Sources

    @property
    def known(self) -> Sources:
        return replace(self.bundled, imported=on_shelf(self.folder))

    def take(self, *files: Path) -> ImportReport:
        return imports.import_files(self.folder, files, known=self.known, today=TODAY)

    def take_text(self, text: str | bytes, name: str = "any name") -> FileVerdict:
        """Import one file that holds a text, and return what became of it."""
        file = self.folder.parent / name
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        (verdict,) = self.take(file).verdicts
        return verdict

    def open(self) -> Library:
        return Library(paths.library_file(self.folder))

    def state(self) -> dict[str, bytes]:
        """Return every byte of the library and of the shelf."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in files}


def new_home(folder: Path) -> Home:
    """Build a library of the samples in a folder."""
    home = Home(folder / "home", samples.sources(folder / "bundled"))
    build.build(home.folder, known=home.known)
    return home


def zipped(members: Iterable[tuple[str, str | bytes]]) -> bytes:
    """Return a zip of some members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()


def outcomes(report: ImportReport) -> dict[str, Outcome]:
    return {verdict.name: verdict.outcome for verdict in report.verdicts}
