"""The rule behind a finding: the author's words, then guidelines and notes by their ids."""

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import InstructionalNote, NoteKind
from coder_sim.grading.lookup import is_plausible
from coder_sim.wording.feedback_subject import Subject

_LIMIT = 3
_KINDS = (
    NoteKind.CODE_FIRST,
    NoteKind.USE_ADDITIONAL,
    NoteKind.CODE_ALSO,
    NoteKind.EXCLUDES1,
    NoteKind.EXCLUDES2,
    NoteKind.INCLUDES,
)
_LINES_OF_A_NOTE = 4


def author_words(line: KeyLine | None, explain: str) -> tuple[str, ...]:
    """Return what the author wrote: about this very error first, then about the line."""
    texts = [explain.strip(), line.rationale.strip() if line else ""]
    return tuple(dict.fromkeys(text for text in texts if text))


def rules(cites: tuple[str, ...], subject: Subject) -> tuple[str, ...]:
    """Return the cited rules in words, the deciding one first; unknown ids are left out."""
    texts = (_rule(cite, subject) for cite in cites)
    return tuple(text for text in texts if text)[:_LIMIT]


def _rule(cite: str, subject: Subject) -> str:
    if cite.startswith("Tabular "):
        return _note(cite.removeprefix("Tabular "), subject)
    found = subject.facts.guideline(cite, subject.key.guideline_year)
    return f"{found.id} {found.title}: {found.gist}" if found else ""


def _note(cite: str, subject: Subject) -> str:
    """Return an instructional note, cited as "I50 code first", as the Tabular List has it."""
    node, _, kind_name = cite.partition(" ")
    kind = next((x for x in _KINDS if kind_name.lower().startswith(x.value.lower())), None)
    if kind is None:
        return ""
    codes = [*(x.code for x in subject.key.lines), *(x.code for x in subject.lines)]
    for code in filter(is_plausible, codes):
        for note in subject.facts.notes(code):
            if note.kind is kind and note.node == node:
                return _note_text(note)
    return f"The Tabular List has a {kind.value} note at {node}."


def _note_text(note: InstructionalNote) -> str:
    lines = [line.strip().rstrip(":") for line in note.lines if line.strip()]
    shown = "; ".join(lines[:_LINES_OF_A_NOTE])
    more = " ..." if len(lines) > _LINES_OF_A_NOTE else ""
    return f"The Tabular List states at {note.node} ({note.kind.value}): {shown}{more}"
