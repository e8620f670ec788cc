"""Search text that is meant as a code: what to say when no code of the case is that one."""

import re
from collections.abc import Sequence
from datetime import date

from coder_sim.domain.code_set import System, normal
from coder_sim.domain.facts import CodeFacts, SearchHit
from coder_sim.ui.line_state import day_words

_DIAGNOSIS = r"(?:[A-Z]\d|QA)[0-9A-Z]\.[0-9A-Z]{1,4}|(?:[A-Z]\d|QA)\d[0-9A-Z]{1,4}"
_PROCEDURE = r"\d[0-9A-HJ-NP-Z]{6}"
_SERVICE = r"\d{4}[0-9FTUM]"
_MEANT_AS_CODE = re.compile(f"{_DIAGNOSIS}|{_PROCEDURE}|{_SERVICE}")


def astray(
    text: str, hits: Sequence[SearchHit], systems: Sequence[System], facts: CodeFacts, day: date
) -> str:
    """Say why text shaped like a code leads to no such code; "" where it does, or is words.

    The words follow the code. What the finder then offers is a guess at words, never to be taken
    by one press of Enter.
    """
    typed = text.upper()
    code = normal(typed)
    if not _MEANT_AS_CODE.fullmatch(typed) or any(hit.code.code.startswith(code) for hit in hits):
        return ""
    for system in System:
        if facts.code(system, code, day) is not None:
            return f"is {system}, which is not searched now (Ctrl+L)."
    for system in systems or tuple(System):
        if (known := facts.ever(system, code)) is not None:
            ended = known.valid_to < day
            verb, moment = ("ended", known.valid_to) if ended else ("starts", known.valid_from)
            return f"{verb} {day_words(moment)}: not valid for this encounter."
    return "is no code of the code sets loaded here."
