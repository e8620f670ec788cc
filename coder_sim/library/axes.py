"""Labels of ICD-10-PCS axes, worked out from the titles of a table.

The label of a value is what all its titles have in common, in order, less what the titles of
the whole table have in common: title wording ("Right Hip Joint"), not table wording.
"""

from collections.abc import Iterable, Mapping
from functools import reduce

NONE_LABELS = {6: "No Device", 7: "No Qualifier"}
_SECTIONS = {
    "0": "Medical and Surgical",
    "1": "Obstetrics",
    "2": "Placement",
    "3": "Administration",
    "4": "Measurement and Monitoring",
    "5": "Extracorporeal or Systemic Assistance and Performance",
    "6": "Extracorporeal or Systemic Therapies",
    "7": "Osteopathic",
    "8": "Other Procedures",
    "9": "Chiropractic",
    "B": "Imaging",
    "C": "Nuclear Medicine",
    "D": "Radiation Therapy",
    "F": "Physical Rehabilitation and Diagnostic Audiology",
    "G": "Mental Health",
    "H": "Substance Abuse Treatment",
    "X": "New Technology",
}
_JOINING = frozenset({"of", "to", "with", "from", "in", "into", "for", "using", "and", "on"})


def section_label(code: str) -> str:
    """Return the name of a code's section (character 1), or ""."""
    return _SECTIONS.get(code[:1], "")


def axis_labels(titles: Mapping[str, str], position: int) -> dict[str, str]:
    """Return the label of each value at ``position`` (3-7) in one table.

    ``titles`` maps the codes of the table, which share their first three characters.
    """
    tokens = {code: _tokens(title) for code, title in titles.items()}
    table = _shared(tokens.values())
    if position == 3:
        root = _trimmed(_leading(list(tokens.values())))
        return {code[2]: " ".join(root) for code in titles}
    values = {code[position - 1] for code in titles}
    groups = {
        value: _shared(words for code, words in tokens.items() if code[position - 1] == value)
        for value in values
    }
    labels = {value: _less(words, table) for value, words in groups.items()}
    return {
        value: " ".join(_trimmed(words)) or (NONE_LABELS.get(position, "") if value == "Z" else "")
        for value, words in labels.items()
    }


def _tokens(title: str) -> tuple[str, ...]:
    return tuple(title.replace(",", "").split())


def _shared(titles: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the longest common subsequence over all titles, taken one after another."""
    distinct = list(dict.fromkeys(titles))
    return reduce(_common, distinct) if distinct else ()


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    """Return the longest common subsequence of two token lists."""
    if one == other:
        return one
    best: list[tuple[str, ...]] = [()] * (len(other) + 1)
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


def _leading(titles: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words that all titles begin with."""
    shortest = min(titles, key=len)
    for length in range(len(shortest), 0, -1):
        if all(title[:length] == shortest[:length] for title in titles):
            return shortest[:length]
    return ()


def _less(words: tuple[str, ...], taken: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``words`` without those of ``taken``, each taken once."""
    left = list(taken)
    kept: list[str] = []
    for word in words:
        if word in left:
            left.remove(word)
        else:
            kept.append(word)
    return tuple(kept)


def _trimmed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without joining words at either end."""
    kept = list(words)
    while kept and kept[-1].lower() in _JOINING:
        kept.pop()
    while kept and kept[0].lower() in _JOINING:
        kept.pop(0)
    return tuple(kept)
