"""Making the database and carrying old ones over to the newest format."""

import os
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection

from coder_sim.errors import StoreFault
from coder_sim.store.backup import back_up
from coder_sim.store.engine import learner_engine, writing
from coder_sim.store.faults import told_in_words
from coder_sim.store.opening import APPLICATION_ID
from coder_sim.store.rows import FORMAT
from coder_sim.store.scratch import scratch


def create(path: Path, now: datetime) -> None:
    """Make an empty database.

    It is built aside and appears whole or not at all: an empty file is always damage. When a
    second copy of the program was faster, its file stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with told_in_words(path), scratch(path.parent) as folder:
            built = folder / path.name
            built.touch(mode=0o600)
            upgrade(built, now)
            _put_in_place(built, path)
    except OSError as error:
        raise StoreFault(
            f"{path} cannot be made: {error.strerror}.", "Check the folder and its rights."
        ) from error


def upgrade(path: Path, now: datetime) -> None:
    """Bring a database to the newest format in one transaction, after a backup of it."""
    if path.stat().st_size:
        back_up(path, now)
    # Foreign keys rest while tables are rebuilt and are checked before the end.
    engine = learner_engine(path, foreign_keys=False)
    try:
        with told_in_words(path), writing(engine).begin() as connection:
            command.upgrade(alembic_config(connection), "head")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise StoreFault(f"{path} refers to things it does not hold; it was left as it is.")
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={FORMAT}")
    except CommandError as error:
        raise StoreFault(f"{path} could not be brought up to date: {error}.") from error
    finally:
        engine.dispose()


def alembic_config(connection: Connection | None = None) -> Config:
    """Return the configuration of our migrations, to run on an open connection."""
    config = Config()
    scripts = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", scripts.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _put_in_place(built: Path, path: Path) -> None:
    try:
        os.link(built, path)
    except FileExistsError:
        return
    except OSError:
        # A file system without hard links: rename would overwrite, so look first.
        if not path.exists():
            built.rename(path)
