"""Orders the codes of a folded row: the side and the 7th character that a search text names."""

from collections import Counter
from collections.abc import Iterable

from coder_sim.library.index_text import Side
from coder_sim.library.search_query import Query
from coder_sim.library.search_rank import Found
from coder_sim.library.search_shelf import Shelf

_FIRST_SIDES = (Side.NONE, Side.UNSPECIFIED, Side.RIGHT, Side.LEFT, Side.BILATERAL)
_SURE = 0.9
_FEW = 3
"""So many 7th characters are told apart by any of their words."""


class MemberOrder:
    """The order of a row's members, as a key for sorting: the code to report comes first."""

    def __init__(self, shelf: Shelf, found: Found, query: Query) -> None:
        self._shelf = shelf
        self._usual = found.member
        start, end = shelf.row_members[found.row], shelf.row_members[found.row + 1]
        self._side = query.begun_side
        if self._usual is not None and not self._side:
            self._side = Side(shelf.member_side[self._usual])
        extensions = {shelf.member_extension[member] for member in range(start, end)}
        self._named = _named(shelf, extensions, query) if len(extensions) > 1 else {}

    def __call__(self, member: int) -> tuple[int, bool, int, int, int]:
        """Return where a member stands among the others."""
        shelf = self._shelf
        side = Side(shelf.member_side[member])
        extension = shelf.member_extension[member]
        usual = self._usual is not None and extension == shelf.member_extension[self._usual]
        return (
            _astray(side, self._side),
            not usual,
            -self._named.get(extension, 0),
            _FIRST_SIDES.index(side),
            member,
        )


def _named(shelf: Shelf, extensions: Iterable[int], query: Query) -> dict[int, int]:
    """Return how much of each 7th character's meaning the search text names.

    A word that all but one of many share tells nothing: "fetus" beside "fetus 1" to "fetus 5".
    """
    wanted = {
        alternative.stems[0]
        for slot in query.slots
        for alternative in slot.alternatives
        if len(alternative.stems) == 1 and alternative.quality > _SURE
    }
    said = {number: frozenset(shelf.phrase(number - 1)) for number in extensions if number}
    holders = Counter(stem for stems in said.values() for stem in stems)
    most = len(said) if len(said) <= _FEW else len(said) - 2
    telling = {stem for stem in wanted if holders[stem] <= most}
    return {number: len(stems & telling) for number, stems in said.items()}


def _astray(side: Side, wanted: Side) -> int:
    """Order sides by how far they are from the one named; both are coded right, then left."""
    if side == wanted:
        return 0
    return 1 if wanted is Side.BILATERAL and side in (Side.RIGHT, Side.LEFT) else 2
