"""Whatever happens to a pack's bytes: it is refused in words, or it says the same as before."""

import json
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coder_sim import packs
from coder_sim.domain.pack import Pack
from coder_sim.errors import AnswerError, PackError
from coder_sim.library.lookup import Library
from coder_sim.packs.jobs import read_job
from coder_sim.packs.lint import lint
from coder_sim.packs.writer import build
from coder_sim.wording.problems import problem_line
from tests.examples import examples
from tests.packs import zips
from tests.packs.folders import PackFolder
from tests.packs.test_schema import places

GOLDEN = Path(__file__).parents[1] / "golden"
EXAMPLES = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ODD: list[object] = [
    None,
    True,
    -1,
    0,
    1.5,
    10**30,
    "",
    "x",
    "d9",
    "I10",
    "\x00",
    "é",
    [],
    {},
    [[]],
]


def taken(path: Path, facts: Library) -> Pack | None:
    """Return the pack, or None where it was refused in words."""
    try:
        return packs.read(path, facts)
    except PackError as error:
        problems = error.problems
    assert problems
    assert all(problem.what and problem.file for problem in problems)
    assert all("\n" not in problem_line(problem) for problem in problems)
    return None


@EXAMPLES
@given(st.data())
def test_an_odd_value_anywhere_is_refused_or_read(facts: Library, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        pack = PackFolder(Path(folder) / "small-pack")
        part = data.draw(
            st.sampled_from([pack.pack, *pack.case.values(), *pack.key.values()]), label="file"
        )
        container, step = data.draw(st.sampled_from(list(places(part))), label="place")
        container[step] = deepcopy(data.draw(st.sampled_from(ODD), label="value"))

        read = taken(pack.write(), facts)

        if read is not None:
            lint(read, facts)
            assert taken(pack.folder, facts) == read


@EXAMPLES
@given(st.data())
def test_a_damaged_file_is_refused_or_reads_the_same(facts: Library, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        pack = PackFolder(Path(folder) / "small-pack")
        path = zips.write(Path(folder) / "p.casepack", zips.members(pack))
        sound = packs.read(path, facts)
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 3), label="changes")):
            place = data.draw(st.integers(0, len(content) - 1), label="place")
            match data.draw(st.sampled_from(["flip", "cut", "insert"]), label="kind"):
                case "flip":
                    content[place] ^= 1 << data.draw(st.integers(0, 7), label="bit")
                case "cut":
                    del content[place : place + data.draw(st.integers(1, 50), label="count")]
                case _:
                    content[place:place] = data.draw(st.binary(max_size=20), label="bytes")
            content = content or bytearray(b"\x00")
        path.write_bytes(content)

        read = taken(path, facts)

        assert read in (None, sound)


@settings(EXAMPLES, max_examples=20)
@given(st.data())
def test_building_never_changes_what_a_pack_says(facts: Library, data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        pack = PackFolder(Path(folder) / "small-pack")
        pack.pack["title"] = data.draw(st.text(st.characters(codec="utf-8"), max_size=120))
        pack.pack["description"] = data.draw(st.text('a\n\t"\\/é漢', max_size=40))
        extra = data.draw(st.text("abc é漢\n\t", max_size=60))
        pack.files["cases/visit/note.txt"] += extra.encode()
        read = taken(pack.write(), facts)
        if read is not None:
            assert build(pack.folder, Path(folder) / "p.casepack", facts) == read


@EXAMPLES
@given(st.data())
def test_an_odd_value_in_a_job_is_refused_or_read(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(GOLDEN.glob("*.json"))))
    job: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    container, step = data.draw(st.sampled_from(list(places(job))))
    container[step] = deepcopy(data.draw(st.sampled_from(ODD)))
    with TemporaryDirectory() as folder:
        file = Path(folder) / "job.json"
        file.write_text(json.dumps(job), encoding="utf-8")
        with suppress(AnswerError):
            assert read_job(file).answers


@pytest.mark.long
@settings(EXAMPLES, max_examples=examples(500))
@given(content=st.binary(max_size=2_000))
def test_any_bytes_at_all_are_refused_in_words(facts: Library, content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "p.casepack"
        path.write_bytes(content)

        assert taken(path, facts) is None
