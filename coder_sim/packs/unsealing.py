"""Opens the sealed key of one stored case, with the checks that an open key meets."""

from coder_sim.domain.answer import AnswerKey
from coder_sim.errors import PackError, Problem
from coder_sim.packs import convert, references
from coder_sim.packs.key_models import KeyPart
from coder_sim.packs.names import SEALED_FILE
from coder_sim.packs.schema import check
from coder_sim.packs.sealing.header import Opener, SealFault, header_of
from coder_sim.packs.strict_json import parse


def opened_key(
    content: bytes, opener: Opener, *, pack: str, case: str, guideline_year: int
) -> AnswerKey:
    """Return the answer key behind a seal; PackError, in words, where it cannot be had."""
    file = f"{pack}/{SEALED_FILE}"
    try:
        header = header_of(content)
        plain = opener.open(content)
    except SealFault as fault:
        todo = "Try again, or ask who sealed it."
        raise PackError(Problem(str(fault), file=file, case=case, todo=todo)) from None
    if (header.pack, header.case) != (pack, case):
        raise PackError(Problem("Is the key of another case.", file=file, case=case))
    parsed = parse(plain, file=file, case=case)
    if parsed.problems:
        raise PackError(*parsed.problems)
    checked = check(KeyPart, parsed.value, file=file, case=case, lenient=True)
    if checked.value is None:
        raise PackError(*checked.problems)
    key = convert.key(checked.value, guideline_year)
    faults = (*references.dangling(key), *references.unsound(key))
    if faults:
        raise PackError(*(fault.problem(file=file, case=case) for fault in faults))
    return key


def seal_mode(content: bytes) -> str:
    """Return how a key is sealed, "passphrase" or "class-key"; "" for no content."""
    return header_of(content).mode.value if content else ""
