"""How the database is spoken to: one short-lived connection for each operation."""

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event

BUSY_SECONDS = 5.0


def learner_engine(path: Path, *, foreign_keys: bool = True) -> Engine:
    """Return an engine for an existing file; it is never created by opening it.

    No connection outlives its operation, so any thread may use the engine and a second copy
    of the program is never locked out for longer than one write.
    """

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=rw",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
        )
        # Damaged text reaches the seal, which names its row, instead of failing the whole query.
        connection.text_factory = text_of
        try:
            # DELETE and EXTRA: SQLite before 3.51.3 can lose commits in WAL mode.
            connection.execute("PRAGMA journal_mode=DELETE")
            connection.execute("PRAGMA synchronous=EXTRA")
            connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
            connection.execute("PRAGMA trusted_schema=OFF")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    # Values stay out of error messages: they hold chart text and answers.
    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", _begin)
    return engine


def text_of(data: bytes) -> str:
    """Return stored text; bytes that are no UTF-8 become half characters, which no seal fits."""
    return data.decode("utf-8", "surrogateescape")


def writing(engine: Engine) -> Engine:
    """Return the same engine for transactions that write: they wait their turn at the start."""
    return engine.execution_options(writes=True)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
