"""The rule behind a finding: the author's words, then guidelines and notes by their ids."""

from coder_sim.domain.answer import KeyLine
from coder_sim.domain.code_set import InstructionalNote, NoteKind
from coder_sim.domain.grade import Finding
from coder_sim.grading.lookup import is_plausible
from coder_sim.wording.feedback_phrases import MODIFIER_RULES, SOURCES
from coder_sim.wording.feedback_subject import Subject

_RULES = 2
# Their own rule comes first; the other guidelines of the line are about its code.
_OWN_RULE_ALONE = ("POA", "PCS_", "MODIFIER_", "UNITS", "POINTER")
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


def rule_texts(finding: Finding, line: KeyLine | None, subject: Subject) -> tuple[str, ...]:
    """Return the author's words and the cited rules of a finding, the deciding one first."""
    words = author_words(line, finding.explain)
    about_poa = finding.cls.startswith("POA")
    cites = tuple(x for x in finding.cites if about_poa or x != "App. I")
    rules = (*_modifier_rules(finding), *cited(cites, subject))
    return (*words, *rules[: 1 if finding.cls.startswith(_OWN_RULE_ALONE) else _RULES])


def cited(cites: tuple[str, ...], subject: Subject) -> tuple[str, ...]:
    """Return cited rules in words; unknown ids are left out."""
    texts = (_rule(cite, subject) for cite in cites)
    return tuple(text for text in texts if text)


def _modifier_rules(finding: Finding) -> tuple[str, ...]:
    if not finding.cls.startswith("MODIFIER"):
        return ()
    modifiers = " ".join(finding.detail).split()
    rules = (MODIFIER_RULES.get(modifier, "") for modifier in modifiers)
    return tuple(dict.fromkeys(rule for rule in rules if rule))


def _rule(cite: str, subject: Subject) -> str:
    if cite.startswith("Tabular "):
        return _note(cite.removeprefix("Tabular "), subject)
    if cite in SOURCES:
        return f"{cite}: {SOURCES[cite]}"
    found = subject.facts.guideline(cite, subject.key.guideline_year)
    return f"{found.id} {found.title}: {found.gist}" if found else ""


def _note(cite: str, subject: Subject) -> str:
    """Return an instructional note, cited as "I50 code first", as the Tabular List has it."""
    node, _, kind_name = cite.replace("-first", " first").partition(" ")
    kind = next((x for x in _KINDS if kind_name.lower().startswith(x.value.lower())), None)
    if kind is None:
        return ""
    codes = [*(x.code for x in subject.key.lines), *(x.code for x in subject.lines)]
    for code in filter(is_plausible, codes):
        for note in subject.facts.notes(code):
            if note.kind is kind and note.node == node:
                return note_text(note)
    return f"The Tabular List has a {kind.value} note at {node}."


def note_text(note: InstructionalNote) -> str:
    """Return an instructional note with the node at which it stands."""
    lines = [" ".join(line.split()).rstrip(":,") for line in note.lines if line.strip()]
    shown = "; ".join(lines[:_LINES_OF_A_NOTE])
    more = " ..." if len(lines) > _LINES_OF_A_NOTE else "."
    return f"The Tabular List states at {note.node} ({note.kind.value}): {shown}{more}"
