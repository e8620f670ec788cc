"""Reads the documents of a chart and checks the passages that a key quotes from them."""

from collections.abc import Iterator, Mapping

from coder_sim.domain.answer import AnswerKey, Passage
from coder_sim.domain.passages import locate, occurrences
from coder_sim.packs.fault import Fault
from coder_sim.packs.limits import DOCUMENT_CHARACTERS, DOCUMENT_LINE
from coder_sim.packs.strict_json import unusable_character

_BASIC_PLANE = 0xFFFF
_QUOTED = 60


def text_of(content: bytes) -> str | Fault:
    """Return the text of a document file, or why it cannot be shown as a chart."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Fault("", f"Is not UTF-8 text (line {line}).", "Save the file as UTF-8.")
    if not text.strip():
        return Fault("", "Is empty.", "Write the document, or remove it from the case.")
    if len(text) > DOCUMENT_CHARACTERS:
        return Fault(
            "",
            f"Has {len(text):,} characters; at most {DOCUMENT_CHARACTERS:,} are shown.",
            "Split the document.",
        )
    return _line_fault(text) or text


def _line_fault(text: str) -> Fault | None:
    if "\r" in text:
        return Fault("", "Has Windows or old Mac line ends.", 'Save it with "\\n" line ends.')
    if text.startswith("\ufeff"):
        return Fault("", "Starts with a byte order mark.", "Save the file as UTF-8 without one.")
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > DOCUMENT_LINE:
            return Fault(
                "",
                f"Line {number} has {len(line):,} characters; at most {DOCUMENT_LINE:,} are shown.",
                "Break the line.",
            )
        if line.isascii() and line.isprintable():
            continue
        flaw = unusable_character(line)
        if flaw:
            return Fault("", f"{flaw} in line {number}.", "Remove that character.")
        beyond = next((character for character in line if ord(character) > _BASIC_PLANE), "")
        if beyond:
            what = f"Holds U+{ord(beyond):X} in line {number}, beyond the basic characters."
            return Fault("", what, "Write it in words; emoji and rare signs are not shown.")
    return None


def quotes(
    key: AnswerKey, texts: Mapping[str, str], unread: frozenset[str] = frozenset()
) -> Iterator[Fault]:
    """Yield a fault for each quoted passage that does not stand in its document.

    Passages of ``unread`` documents, which have a fault of their own, are passed over.
    """
    for field, passage in _passages(key):
        fault = None if passage.doc in unread else _quote(passage, texts)
        if fault:
            yield fault.below(field)


def _passages(key: AnswerKey) -> Iterator[tuple[str, Passage]]:
    for place, line in enumerate(key.lines):
        for index, passage in enumerate(line.evidence):
            yield f"lines[{place}].evidence[{index}]", passage
    for place, query in enumerate(key.queries):
        yield f"queries[{place}]", Passage(query.doc, query.quote, query.nth)


def _quote(passage: Passage, texts: Mapping[str, str]) -> Fault | None:
    text = texts.get(passage.doc)
    if text is None:
        return Fault(
            "doc",
            f'There is no document "{passage.doc}" in this case.',
            f"Name one of: {', '.join(texts)}.",
        )
    if locate(text, passage) is not None:
        return None
    found = occurrences(text, passage.quote)
    if found:
        times = "once" if found == 1 else f"{found} times"
        what = f'"{_short(passage.quote)}" occurs only {times} in {passage.doc}.'
        return Fault("nth", what, f"Give nth from 1 to {found}.")
    what = f'"{_short(passage.quote)}" does not occur in {passage.doc}'
    return Fault("quote", *_difference(what, passage, texts))


def _difference(what: str, passage: Passage, texts: Mapping[str, str]) -> tuple[str, str]:
    """Say how a quote differs from what the chart has, where that can be told."""
    copy = "Copy the passage from the document, letter for letter."
    text = texts[passage.doc]
    if _plain(passage.quote) in _plain(text):
        return f"{what} as written: line ends, spaces or capital letters differ.", copy
    elsewhere = next((doc for doc, other in texts.items() if passage.quote in other), "")
    if elsewhere:
        return f"{what}.", f'It stands in "{elsewhere}": change doc.'
    shared = _shared_start(passage.quote, text)
    if len(shared) >= _QUOTED // 3:
        return f'{what}; the chart agrees only up to "...{shared[-30:]}".', copy
    return f"{what}.", copy


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _shared_start(quote: str, text: str) -> str:
    """Return the longest beginning of a quote that stands in the text."""
    low, high = 0, len(quote)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if quote[:middle] in text else (low, middle - 1)
    return quote[:low]


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 3]}..."
