"""Where things live: what the program ships, and the user's home folder."""

import os
from pathlib import Path

import platformdirs

HOME_VARIABLE = "CODER_SIM_HOME"


def _shipped(name: str) -> Path:
    """Find a shipped folder: beside the package in a checkout, inside it when installed."""
    package = Path(__file__).resolve().parent
    installed = package / "_bundled" / name
    return installed if installed.is_dir() else package.parent / name


def data_folder() -> Path:
    """Return the folder of code sets, terms, guideline gists and bundled packs."""
    return _shipped("data")


def resources_folder() -> Path:
    """Return the folder of themes, icons and help."""
    return _shipped("resources")


def home_folder(chosen: str | os.PathLike[str] | None = None) -> Path:
    """Return the user's home folder for Coder Sim, without creating it.

    ``chosen`` (``--home DIR``) wins over ``CODER_SIM_HOME``, which wins over the
    platform's own place for user data.
    """
    if chosen is not None:
        return Path(chosen).expanduser().absolute()
    from_environment = os.environ.get(HOME_VARIABLE)
    if from_environment:
        return Path(from_environment).expanduser().absolute()
    return Path(platformdirs.user_data_dir("coder-sim", appauthor=False))


def library_file(home: Path) -> Path:
    """Return the path of the code library database in ``home``."""
    return home / "library.db"


def sources_folder(home: Path) -> Path:
    """Return the folder of imported code-set files in ``home``."""
    return home / "sources"


def learner_file(home: Path) -> Path:
    """Return the path of the learner's database in ``home``."""
    return home / "coder-sim.db"
