"""Our finder, asked as a script asks it, and the searches others offer, over the same codes."""

import json
import re
import sqlite3
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Protocol

from rapidfuzz import fuzz, process, utils

from tests.benchmarks.search.queries import KINDS, Query
from tests.benchmarks.search.scoring import Answer

COUNT = 20
"""Rows asked for; a hit below them has no place."""
SYSTEMS = {"cm": "ICD-10-CM", "pcs": "ICD-10-PCS", "hcpcs": "HCPCS", "cpt": "CPT"}


class Finder(Protocol):
    """Whatever answers a query with codes, best first."""

    name: str
    step: int
    """Each how many-th query it is asked: 1, more where it is slow."""

    def ask(self, query: Query) -> Answer:
        """Answer one query; the time is that of the search alone."""
        ...


class Ours:
    """``coder-sim search --jsonl`` as a child process, fed one line at a time."""

    name = "Coder Sim"
    step = 1

    def __init__(self, child: "subprocess.Popen[str]") -> None:
        self._child = child
        self.ready = 0.0
        """Seconds from the start of the program to its first answer."""

    @classmethod
    @contextmanager
    def over(cls, home: Path) -> Iterator["Ours"]:
        """Start the finder on the library of a home; end it afterwards."""
        started = perf_counter()
        command = (sys.executable, "-m", "coder_sim", "--home", str(home), "search", "--jsonl")
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", bufsize=1
        ) as child:
            finder = cls(child)
            finder.ask(Query(KINDS[0], "htn", ()))
            finder.ready = perf_counter() - started
            yield finder
            assert child.stdin is not None
            child.stdin.close()
            child.wait(timeout=30)

    def ask(self, query: Query) -> Answer:
        """Answer one query; raises RuntimeError with the finder's own words where it refuses."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        asked = {"q": query.text, "sys": query.kind.systems, "k": COUNT}
        self._child.stdin.write(json.dumps(asked) + "\n")
        line = self._child.stdout.readline()
        if not line:
            raise RuntimeError(f"'{query.text}': the finder ended")
        answered = json.loads(line)
        if "error" in answered:
            raise RuntimeError(f"'{query.text}': {answered['error']}")
        return Answer(query, tuple(answered["codes"]), answered["ms"])

    def memory(self) -> int:
        """Return the child's resident memory in MB, its interpreter included; Linux only."""
        status = Path(f"/proc/{self._child.pid}/status")
        resident = re.search(r"VmRSS:\s*(\d+)", status.read_text()) if status.exists() else None
        return int(resident[1]) // 1024 if resident else 0


class Timed(ABC):
    """A search in this process: times the call and keeps the answer."""

    name = ""
    step = 1

    def ask(self, query: Query) -> Answer:
        """Answer one query."""
        started = perf_counter()
        codes = self._codes(query)
        return Answer(query, tuple(codes), 1000 * (perf_counter() - started))

    @abstractmethod
    def _codes(self, query: Query) -> list[str]: ...


class FullText(Timed):
    """SQLite FTS5 over code and title, best by bm25: all words as prefixes, else any of them."""

    name = "FTS5 prefix"
    _options = "tokenize='unicode61', prefix='2 3'"

    def __init__(self, rows: dict[str, list[tuple[str, str]]]) -> None:
        self._index = sqlite3.connect(":memory:")
        for system, titles in rows.items():
            self._index.execute(
                f"CREATE VIRTUAL TABLE {system} USING fts5 (code UNINDEXED, text, {self._options})"
            )
            texts = ((code, f"{code} {dotted(code)} {title}") for code, title in titles)
            self._index.executemany(f"INSERT INTO {system} VALUES (?, ?)", texts)
        self._index.commit()

    def close(self) -> None:
        """Give the index back."""
        self._index.close()

    def _codes(self, query: Query) -> list[str]:
        terms = self._terms(query.text)
        for joint in self._joints():
            found = [
                row
                for system in query.kind.systems.split(",")
                for row in self._matches(system, joint.join(terms))
            ]
            if found:
                return [code for _, code in sorted(found)[:COUNT]]
        return []

    def _matches(self, system: str, wanted: str) -> list[tuple[float, str]]:
        if not wanted:
            return []
        return self._index.execute(
            f"SELECT rank, code FROM {system} WHERE {system} MATCH ? ORDER BY rank LIMIT ?",
            (wanted, COUNT),
        ).fetchall()

    def _terms(self, text: str) -> list[str]:
        return [f'"{word}"*' for word in re.findall(r"\w+", text.lower())]

    def _joints(self) -> tuple[str, ...]:
        return " AND ", " OR "


class Trigram(FullText):
    """SQLite FTS5 over every three letters in a row: any of them, best by bm25."""

    name = "FTS5 trigram"
    _options = "tokenize='trigram'"

    def _terms(self, text: str) -> list[str]:
        lower = text.lower().replace('"', " ")
        return [f'"{part}"' for part in {lower[at : at + 3] for at in range(len(lower) - 2)}]

    def _joints(self) -> tuple[str, ...]:
        return (" OR ",)


class WRatio(Timed):
    """rapidfuzz's WRatio over whole titles."""

    name = "WRatio"
    step = 5

    def __init__(self, rows: dict[str, list[tuple[str, str]]]) -> None:
        self._titles = {
            system: {code: utils.default_process(title) for code, title in titles}
            for system, titles in rows.items()
        }

    def _codes(self, query: Query) -> list[str]:
        text = utils.default_process(query.text)
        found = [
            (-score, code)
            for system in query.kind.systems.split(",")
            for _, score, code in process.extract(
                text, self._titles[system], scorer=fuzz.WRatio, processor=None, limit=COUNT
            )
        ]
        return [code for _, code in sorted(found)[:COUNT]]


def titles(home: Path) -> dict[str, list[tuple[str, str]]]:
    """Return code and title of every billable code of a home's library, by code set."""
    with closing(sqlite3.connect(f"file:{home / 'library.db'}?mode=ro", uri=True)) as library:
        return {
            short: library.execute(
                "SELECT code, title FROM code WHERE system = ? AND billable AND title <> ''",
                (name,),
            ).fetchall()
            for short, name in SYSTEMS.items()
        }


def dotted(code: str) -> str:
    """Return a code with its dot where ICD-10-CM would have one."""
    return f"{code[:3]}.{code[3:]}" if len(code) > 3 else code
