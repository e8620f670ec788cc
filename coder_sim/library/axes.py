"""Labels of ICD-10-PCS axes, worked out from the titles of a table.

The label of a value is what all its titles have in common, in order, less what the titles of
the whole table and the labels beside it account for: title wording ("Right Hip Joint"), not
table wording.
"""

from collections.abc import Iterable, Mapping
from functools import reduce

from coder_sim.library.pcs_names import APPROACHES

BODY_PART, DEVICE, QUALIFIER = 4, 6, 7
_NONE_LABELS = {DEVICE: "No Device", QUALIFIER: "No Qualifier"}
_JOINING = frozenset({"of", "to", "with", "from", "in", "into", "for", "using", "and", "on"})
_ENDS = frozenset({"with", "using", "Using", "to", "for", "Diagnostic"})
_BYPASS_ENDS = _ENDS | {"from"}
_PLACES = frozenset({"into", "in", "from", "at"})
_APPROACH_PHRASES = frozenset(
    {*APPROACHES.values(), *(f"{name} Approach" for name in APPROACHES.values())}
)

Tokens = tuple[str, ...]


def axis_labels(titles: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """Return, for each of the positions 3 to 7 of one table, the label of each value.

    ``titles`` maps the codes of the table, which share their first three characters; a label
    that cannot be worked out is "".
    """
    tokens = {code: _tokens(title) for code, title in titles.items()}
    found: dict[int, dict[str, Tokens]] = {}
    table = _shared(tokens.values())
    if next(iter(titles), "").startswith("0"):
        found[BODY_PART] = _body_parts(tokens)
    for position in (BODY_PART, 5, DEVICE, QUALIFIER):
        if position in found:
            continue
        found[position] = {
            value: _label(tokens, position, value, table, found)
            for value in sorted({code[position - 1] for code in titles})
        }
    root = {code[2]: _trimmed(_leading(list(tokens.values()))) for code in titles}
    return {
        position: {value: _worded(words, position, value) for value, words in labels.items()}
        for position, labels in {3: root, **found}.items()
    }


def _body_parts(tokens: Mapping[str, Tokens]) -> dict[str, Tokens]:
    """Return the body parts of a table of Medical and Surgical, whose titles are sentences."""
    phrases = {code: _body_part(words) for code, words in tokens.items()}
    values = sorted({code[BODY_PART - 1] for code in tokens})
    return {
        value: _trimmed(
            _shared(words for code, words in phrases.items() if code[BODY_PART - 1] == value)
        )
        for value in values
    }


def _body_part(words: Tokens) -> Tokens:
    """Return the words that name the body part: "Removal of Wire from [Left Knee Joint]"."""
    bypass = words[0] == "Bypass"
    ends = _BYPASS_ENDS if bypass else _ENDS
    end = next((place for place, word in enumerate(words) if word in ends), len(words))
    named = words[:end]
    places = [place for place, word in enumerate(named) if word in _PLACES and not bypass]
    if places:
        return named[places[-1] + 1 :]
    return named[named.index("of") + 1 :] if "of" in named[:4] else named[1:]


def _label(
    tokens: Mapping[str, Tokens],
    position: int,
    value: str,
    table: Tokens,
    known: Mapping[int, Mapping[str, Tokens]],
) -> Tokens:
    """Return the words of one value, less those that the labels already known explain."""
    codes = [code for code in tokens if code[position - 1] == value]
    words = _less(_shared(tokens[code] for code in codes), table)
    for other, labels in known.items():
        words = _less(words, _shared(labels[code[other - 1]] for code in codes))
    return _trimmed(words)


def _worded(words: Tokens, position: int, value: str) -> str:
    return " ".join(words) or (_NONE_LABELS.get(position, "") if value == "Z" else "")


def _tokens(title: str) -> Tokens:
    """Return the words of a title without its approach, which every axis would pick up."""
    parts = (part for part in title.split(", ") if part not in _APPROACH_PHRASES)
    return tuple(" ".join(parts).split())


def _shared(titles: Iterable[Tokens]) -> Tokens:
    """Return the longest common subsequence over all titles, taken one after another."""
    distinct = list(dict.fromkeys(titles))
    return reduce(_common, distinct) if distinct else ()


def _common(one: Tokens, other: Tokens) -> Tokens:
    """Return the longest common subsequence of two token lists."""
    if one == other:
        return one
    best: list[Tokens] = [()] * (len(other) + 1)
    for token in one:
        corner = best[0]
        for column, candidate in enumerate(other, start=1):
            above = best[column]
            if token == candidate:
                best[column] = (*corner, token)
            elif len(best[column - 1]) > len(above):
                best[column] = best[column - 1]
            corner = above
    return best[-1]


def _leading(titles: list[Tokens]) -> Tokens:
    """Return the words that all titles begin with."""
    shortest = min(titles, key=len)
    for length in range(len(shortest), 0, -1):
        if all(title[:length] == shortest[:length] for title in titles):
            return shortest[:length]
    return ()


def _less(words: Tokens, taken: Tokens) -> Tokens:
    """Return ``words`` without those of ``taken``, each taken once."""
    left = list(taken)
    kept: list[str] = []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            kept.append(word)
    return tuple(kept)


def _trimmed(words: Tokens) -> Tokens:
    """Return the words without joining words at either end."""
    kept = list(words)
    while kept and kept[-1].lower() in _JOINING:
        kept.pop()
    while kept and kept[0].lower() in _JOINING:
        kept.pop(0)
    return tuple(kept)
