"""Pairs key lines with answer lines and says what each leftover line is."""

from dataclasses import dataclass, replace

from coder_sim.domain.answer import AnswerKey, AnyOf, KeyLine
from coder_sim.domain.code_set import Kind, System
from coder_sim.grading.candidates import assign, candidates, in_group
from coder_sim.grading.extras import Surplus, sort_out
from coder_sim.grading.lookup import Lookup
from coder_sim.grading.money import Money
from coder_sim.grading.normalise import Line
from coder_sim.grading.pairs import Pair, Pairing


@dataclass(frozen=True, slots=True)
class _Draft:
    """Pairs in key order after the groups took their members."""

    required: tuple[KeyLine, ...]
    pairs: dict[str, Pair]
    beyond: tuple[Line, ...]
    """Answer lines of group members beyond the group's maximum."""


def match(key: AnswerKey, lines: tuple[Line, ...], look: Lookup) -> Pairing:
    """Return the best pairing, without the money tests (``weigh``)."""
    found = candidates(key, lines, look)
    pairs = {}
    for place, line in assign(key, lines, found).items():
        key_line, likeness = key.lines[place], found[place, line.rank]
        pairs[str(key_line.id)] = Pair(
            key_line, line, likeness.cls, likeness.credit, key_line.required
        )
    draft = _fill_groups(key, pairs)
    taken = {pair.answer.number for pair in draft.pairs.values()}
    left = sorted((x for x in lines if x.number not in taken), key=lambda x: x.rank)
    surplus = sort_out(key, draft.required, draft.pairs, left, draft.beyond, look)
    related = _related(draft, surplus, look)
    used = {pair.answer.number for pair in related}
    everything = {**draft.pairs, **{str(pair.line.id): pair for pair in related}}
    return Pairing(
        required=draft.required,
        pairs=tuple(everything[str(x.id)] for x in key.lines if str(x.id) in everything),
        leftovers=tuple(x.leftover for x in surplus if x.leftover.answer.number not in used),
    )


def _fill_groups(key: AnswerKey, pairs: dict[str, Pair]) -> _Draft:
    chosen: set[str] = {line.id for line in key.lines if line.required and not in_group(key, line)}
    kept = dict(pairs)
    beyond: list[Line] = []
    for group in key.any_of:
        members = [line for line in key.lines if line.any_of == group.id]
        required, dropped = _fill_group(group, members, pairs)
        chosen |= required
        beyond += [kept.pop(id).answer for id in dropped]
    kept = {id: replace(pair, required=id in chosen) for id, pair in kept.items()}
    return _Draft(tuple(line for line in key.lines if line.id in chosen), kept, tuple(beyond))


def _fill_group(
    group: AnyOf, members: list[KeyLine], pairs: dict[str, Pair]
) -> tuple[set[str], list[str]]:
    """Return the members that count as required, and the paired ones beyond the maximum."""
    paired = [str(line.id) for line in members if line.id in pairs]
    # sorted() is stable: equal credits stay in key order.
    best = sorted(paired, key=lambda id: -pairs[id].credit)
    unpaired = [str(line.id) for line in members if line.id not in pairs]
    required = best[: group.min]
    required += unpaired[: group.min - len(required)]
    return set(required), best[max(group.min, group.max) :]


def _related(draft: _Draft, surplus: list[Surplus], look: Lookup) -> list[Pair]:
    """Let each unpaired required line take the first open line that is related to it."""
    open_lines = [x.leftover.answer for x in surplus if x.open]
    found = []
    for key_line in draft.required:
        if key_line.id in draft.pairs:
            continue
        partner = next((x for x in open_lines if _is_related(key_line, x, look)), None)
        if partner:
            open_lines.remove(partner)
            found.append(Pair(key_line, partner, "RELATED_WRONG", 0.0, required=True))
    return found


def _is_related(key_line: KeyLine, line: Line, look: Lookup) -> bool:
    if key_line.kind is not line.kind:
        return False
    if key_line.kind is Kind.SERVICE:
        return line.code[:3] == key_line.code[:3]
    if key_line.kind is Kind.PROCEDURE:
        return line.code[:1] == key_line.code[:1] and line.code[2:3] == key_line.code[2:3]
    section = look.section(key_line.code)
    return (
        bool(section)
        and section == look.section(line.code)
        and look.billable(System.ICD10CM, key_line.code)
    )


def weigh(pairing: Pairing, money: Money) -> Pairing:
    """Return the pairing with its money tests done: pairs that overpay, extras that pay."""
    return replace(
        pairing,
        pairs=tuple(replace(pair, over=money.over(pair)) for pair in pairing.pairs),
        leftovers=tuple(money.charge(leftover) for leftover in pairing.leftovers),
    )
