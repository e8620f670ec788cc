"""The command line: verbs and their options. What a verb does stands in ``commands``."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from coder_sim import streams
from coder_sim.domain.code_set import System, systems_named
from coder_sim.errors import CoderSimError, EnvironmentFault, Exit, InputError
from coder_sim.paths import home_folder

MOST_SEED = 999_999_999
"""Seeds stay short enough to be told on the phone and to fit into the id of a pack."""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a date like 2026-05-04") from None


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("give a path")
    return Path(text)


def _systems(text: str) -> tuple[System, ...]:
    try:
        return systems_named(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError("give a number from 1 to 1000")
    return int(text)


def _seed(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or int(text) > MOST_SEED:
        raise argparse.ArgumentTypeError(f"give a number from 0 to {MOST_SEED}")
    return int(text)


def _chapter(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 22:
        raise argparse.ArgumentTypeError("give the number of a chapter, 1 to 22")
    return int(text)


class _Verbs:
    """Adds verbs to the parser; each accepts --home as well."""

    def __init__(self, parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
        self._verbs = parser.add_subparsers(metavar="COMMAND", dest="verb")
        self._common = common

    def add(self, name: str, runs: str, help: str) -> argparse.ArgumentParser:
        """Add a verb; ``runs`` is "module:function" below ``coder_sim.commands``."""
        parser = self._verbs.add_parser(
            name, help=help, description=help, parents=[self._common], allow_abbrev=False
        )
        parser.set_defaults(runs=runs)
        return parser

    def group(self, name: str, help: str) -> "_Verbs":
        """Add a verb that has verbs of its own."""
        parser = self._verbs.add_parser(
            name, help=help, description=help, parents=[self._common], allow_abbrev=False
        )
        parser.set_defaults(runs="", usage_of=parser)
        return _Verbs(parser, self._common)


def _add_code_verbs(verbs: _Verbs) -> None:
    search = verbs.add("search", "codes:search", "find codes by words, abbreviations or code")
    search.add_argument("words", nargs="*", metavar="WORDS")
    search.add_argument("--sys", type=_systems, default=(), help="cm, pcs, cpt, hcpcs, or a list")
    search.add_argument("--date", type=_day, help="date of service (default: newest edition)")
    search.add_argument("--chapter", type=_chapter, help="one chapter of ICD-10-CM, 1 to 22")
    search.add_argument(
        "--billable",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="only codes that can be reported; --no-billable shows a typed heading as well",
    )
    search.add_argument("--k", type=_count, default=20, help="how many rows (default 20)")
    search.add_argument("--json", action="store_true", help="print JSON")
    search.add_argument(
        "--jsonl", action="store_true", help='answer a {"q": ...} line on stdin with a line each'
    )
    code = verbs.add("code", "codes:show", "show a code: title, notes, hierarchy, 7th characters")
    code.add_argument("code", metavar="CODE")
    code.add_argument("--date", type=_day, help="date of service (default: newest edition)")
    code.add_argument("--json", action="store_true", help="print JSON")
    codes = verbs.group("codes", "the code library")
    codes.add("status", "codes:status", "editions loaded")
    codes.add("build", "codes:build", "build the code library anew")
    add = codes.add("import", "code_files:add", "read publishers' files into the code library")
    add.add_argument(
        *("files",), nargs="+", type=_path, metavar="FILE", help="a file, a folder or a zip"
    )
    remove = codes.add("remove", "code_files:remove", "take an imported set out again")
    remove.add_argument("kind", metavar="KIND", help="as codes status names it: cpt, hcpcs, all")
    download = codes.add(
        "download", "code_files:download", "fetch official files, verify and import them"
    )
    download.add_argument("--list", action="store_true", help="print what would be fetched")


def _add_pack_verbs(verbs: _Verbs) -> None:
    packs = verbs.group("pack", "case packs")
    check = packs.add("check", "packs:check", "check packs: one line a problem")
    check.add_argument("packs", nargs="+", type=_path, metavar="PACK")
    cover = packs.add("coverage", "coverage:show", "which learning objectives charts serve")
    cover.add_argument("packs", nargs="+", type=_path, metavar="PACK")
    cover.add_argument("--json", action="store_true", help="print JSON")
    build = packs.add("build", "packs:build", "make one .casepack file of a pack folder")
    build.add_argument("folder", type=_path, metavar="FOLDER")
    build.add_argument(
        *("-o", "--output"), type=_path, metavar="FILE", help="file to write (default: beside it)"
    )
    add = packs.add("import", "packs:add", "put packs on the shelf")
    add.add_argument("packs", nargs="+", type=_path, metavar="PACK")
    listing = packs.add("list", "packs:list_packs", "packs and cases on the shelf")
    listing.add_argument("--json", action="store_true", help="print JSON")
    phi = packs.add(
        "phi", "identifiers:phi", "find what could name a real person in texts or packs"
    )
    phi.add_argument("files", nargs="*", type=_path, metavar="FILE", help="text file or pack")
    phi.add_argument("--jsonl", action="store_true", help="one JSON object a find")
    phi.add_argument(
        "--stdin",
        action="store_true",
        help='answer an {"id", "text"} line on stdin with a line each',
    )
    seal = packs.add("seal", "sealing:seal", "make a .casepack file whose answer keys are sealed")
    seal.add_argument("folder", type=_path, metavar="FOLDER")
    seal.add_argument("-o", "--output", type=_path, metavar="FILE", help="file to write")
    seal.add_argument("--to", type=_path, metavar="FILE", help="public line of a class key")
    _add_passphrase(seal, "first line is the passphrase; - is stdin (default: one is made)")
    pair = packs.add("class-key", "sealing:class_key", "make the key pair of a class")
    pair.add_argument("file", type=_path, metavar="FILE", help="private part to write")
    _add_passphrase(pair, "first line is the passphrase; - is stdin (default: one is made)")
    export = packs.add("export", "packs:export", "write a pack of the shelf as a .casepack file")
    export.add_argument("pack", metavar="ID")
    export.add_argument("-o", "--output", type=_path, metavar="FILE", help="file to write")
    packs.add("schema", "packs:schema", "print the JSON Schema of the pack format")


def _add_passphrase(verb: argparse.ArgumentParser, help: str) -> None:
    verb.add_argument("--passphrase-file", type=_path, metavar="FILE", help=help)


def _add_result_verbs(verbs: _Verbs) -> None:
    results = verbs.group("results", "result files: attempts to hand in, and to score anew")
    export = results.add("export", "results:export", "write one's own attempts to a signed file")
    export.add_argument("-o", "--output", type=_path, metavar="FILE", help="file to write")
    export.add_argument("--name", default="", help="name or pseudonym to put into the file")
    export.add_argument(
        *("--attempt",), action="append", default=[], metavar="ID", help="only this one"
    )
    check = results.add("check", "results:check", "score the attempts of result files anew")
    check.add_argument("files", nargs="+", type=_path, metavar="FILE")
    check.add_argument(
        *("--pack",), type=_path, action="append", default=[], help="pack with the keys"
    )
    _add_passphrase(check, "opens sealed keys: first line is the passphrase; - is stdin")
    check.add_argument("--class-key", type=_path, metavar="FILE", help="private key of the class")
    check.add_argument("--json", action="store_true", help="print JSON")


def _add_other_verbs(verbs: _Verbs) -> None:
    grade = verbs.add("grade", "grading:grade", "grade answers against a key")
    grade.add_argument("job", nargs="?", type=_path, metavar="JOB.json")
    grade.add_argument("--pack", type=_path, help="pack folder or .casepack file")
    grade.add_argument("--case", help="case id in the pack")
    grade.add_argument("--answer", type=_path, metavar="FILE", help="answer sheet as JSON")
    _add_passphrase(grade, "opens sealed keys: first line is the passphrase; - is stdin")
    grade.add_argument("--class-key", type=_path, metavar="FILE", help="private key of the class")
    grade.add_argument("--json", action="store_true", help="print JSON")
    check = verbs.add("check", "learner:check", "check your practice data, every row of it")
    check.add_argument(
        "--render-all", action="store_true", help="also draw every document, off screen"
    )
    verbs.add("dump", "learner:dump", "print your practice data as text")
    backup = verbs.add("backup", "learner:backup", "make a backup of your practice data")
    backup.add_argument("--list", action="store_true", help="list the backups instead")
    backup.add_argument("--to", type=_path, metavar="FOLDER", help="make it in another folder")
    restore = verbs.add("restore", "learner:restore", "put a backup in place; the rest is kept")
    restore.add_argument(
        "backup", nargs="?", type=_path, metavar="FILE", help="default: the newest whole one"
    )
    verbs.add("doctor", "doctor:doctor", "check this machine and this installation")


def _add_drill_verb(verbs: _Verbs) -> None:
    drill = verbs.add("drill", "drill:drill", "make practice charts without end, each with its key")
    drill.add_argument("family", nargs="?", metavar="FAMILY")
    drill.add_argument("--list", action="store_true", help="list the families and what they teach")
    drill.add_argument("--seed", type=_seed, default=1, help="first chart number (default 1)")
    drill.add_argument("--count", type=_count, default=1, help="how many charts (default 1)")
    drill.add_argument("--key", action="store_true", help="print the answer key too")
    drill.add_argument(
        *("-o", "--output"), type=_path, metavar="FOLDER", help="pack folder or .casepack to write"
    )


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of ``coder-sim``."""
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--home",
        type=_path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="folder of the user's own data",
    )
    parser = argparse.ArgumentParser(
        prog="coder-sim",
        description="Practise medical coding on synthetic charts. Without a command: the window.",
        parents=[common],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"coder-sim {version('coder-sim')}")
    parser.add_argument(
        "--smoke",
        type=_path,
        metavar="DIR",
        help="open the window, save a picture of every page to DIR, and end",
    )
    parser.set_defaults(runs="window")
    verbs = _Verbs(parser, common)
    _add_code_verbs(verbs)
    _add_pack_verbs(verbs)
    _add_result_verbs(verbs)
    _add_drill_verb(verbs)
    _add_other_verbs(verbs)
    return parser


def _home(options: argparse.Namespace) -> Path:
    try:
        return home_folder(getattr(options, "home", None))
    except RuntimeError as error:
        raise EnvironmentFault(
            f"The folder of your own data cannot be found: {error}", "Name one with --home DIR."
        ) from error


def _run(options: argparse.Namespace) -> int:
    home = _home(options)
    if options.runs == "window":
        # Before Qt is loaded: without its system libraries not even its import succeeds.
        import_module("coder_sim.environment").require_window()
        return int(import_module("coder_sim.app").run(home, options.smoke))
    if not options.runs:
        options.usage_of.print_usage(sys.stderr)
        return Exit.USAGE
    module, function = options.runs.split(":")
    command = getattr(import_module(f"coder_sim.commands.{module}"), function)
    return int(command(home, options))


def _tell(error: CoderSimError) -> int:
    """Word an error on stderr and return its exit code."""
    if isinstance(error, InputError):
        problem_line = import_module("coder_sim.wording.problems").problem_line
        for problem in error.problems:
            print(f"coder-sim: {problem_line(problem)}", file=sys.stderr)
        return Exit.INPUT
    print(f"coder-sim: {error}", file=sys.stderr)
    if isinstance(error, EnvironmentFault) and error.todo:
        print(error.todo, file=sys.stderr)
    return Exit.ENVIRONMENT


def _report_bug(error: Exception, options: argparse.Namespace) -> int:
    """Write a report of an exception and say where it is."""
    path = import_module("coder_sim.reports").write_report(error, str(options.runs), _home(options))
    print(
        "coder-sim: something went wrong inside the program. Your data is as it was.\n"
        + (
            f"A report without any chart text was written to {path}"
            if path
            else "No report of it could be written."
        ),
        file=sys.stderr,
    )
    return Exit.BUG


def _lose_output(error: Exception) -> int:
    streams.give_up()
    if streams.reader_left(error):
        return Exit.DONE
    return _tell(
        EnvironmentFault(f"The output cannot be written: {getattr(error, 'strerror', error)}.")
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``coder-sim``; returns its exit code (0 done, 1 input, 2 usage, 3 environment, 70)."""
    streams.prepare()
    options = build_parser().parse_args(arguments)
    try:
        code = _run(options)
        # Here, not when the interpreter ends: a full disk is to be told in words.
        sys.stdout.flush()
        return code
    except CoderSimError as error:
        return _tell(error)
    except KeyboardInterrupt:
        print("coder-sim: stopped", file=sys.stderr)
        return Exit.INPUT
    except Exception as error:  # The last boundary: a bug of ours, told in words.
        return _lose_output(error) if streams.lost(error) else _report_bug(error, options)


if __name__ == "__main__":
    sys.exit(main())
