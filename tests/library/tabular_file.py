"""Reads the bundled Tabular List, once for each test that asks for it."""

from coder_sim.library.readers.catalog import Content
from coder_sim.library.readers.tabular import TABULAR, TabularItem
from coder_sim.library.sources import package_folder


def bundled_tabular() -> Content[TabularItem]:
    """Return all of the Tabular List that comes with the program's data package."""
    folder = package_folder("simple_icd_10_cm")
    assert folder is not None
    (file,) = (folder / "data").glob("*.xml")
    return TABULAR.read(file.read_bytes())
