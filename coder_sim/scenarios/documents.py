"""Writes the documents of a chart: facts in one wording each, noise between them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coder_sim.domain.answer import Passage
from coder_sim.domain.encounter import Document, Sex
from coder_sim.scenarios.dice import Dice
from coder_sim.scenarios.parts import Fact, Outline
from coder_sim.scenarios.styles import BULLETS, NUMBERS, Block, Page, styles

_QUOTED = 1000
"""A quote is no longer than this in the pack format."""


@dataclass(frozen=True, slots=True)
class Written:
    """The documents, and where each fact stands in them."""

    documents: tuple[Document, ...]
    passages: Mapping[str, Passage]


def write(dice: Dice, outline: Outline, facts: Sequence[Fact], seen: date, number: str) -> Written:
    """Write one chart in one of the styles of its setting; ``number`` is the chart's own."""
    pages = dice.one(styles(outline.setting))
    said = {fact.id: dice.spin(fact.text) for fact in facts}
    documents: list[Document] = []
    passages: dict[str, Passage] = {}
    for page in pages:
        if page.needs and all(fact.part is not page.needs for fact in facts):
            continue
        on = seen + timedelta(days=outline.stay) if page.last_day and outline.stay else seen
        text = "\n".join(_page(dice, page, outline, facts, said, f"{number}, {on.isoformat()}"))
        documents.append(
            Document(page.id, page.type, page.role, dice.one(page.titles), text + "\n")
        )
        for fact in facts:
            if any(fact.part in block.parts for block in page.blocks):
                passages.setdefault(fact.id, Passage(page.id, said[fact.id][:_QUOTED]))
    return Written(tuple(documents), passages)


def _page(
    dice: Dice,
    page: Page,
    outline: Outline,
    facts: Sequence[Fact],
    said: Mapping[str, str],
    mark: str,
) -> Iterator[str]:
    yield f"{dice.one(page.titles).upper()}"
    yield f"Chart {mark}"
    if page.role == "provider" and not page.last_day:
        yield _person(dice, outline)
    for block in page.blocks:
        own = [said[fact.id] for part in block.parts for fact in facts if fact.part is part]
        lines = _mixed(dice, block, own)
        if block.vitals:
            lines.insert(0, _vitals(dice))
        if lines:
            yield ""
            if block.heading:
                yield dice.spin(block.heading)
            yield from _shaped(block, lines)


def _mixed(dice: Dice, block: Block, own: list[str]) -> list[str]:
    """Put noise after the facts or between them; the facts keep their order."""
    lines = list(own)
    count = max(0, block.count + dice.between(-1, 1)) if block.count else 0
    for text in dice.some(block.noise, count):
        sentence = dice.spin(text)
        place = (
            len(lines) if block.shape == NUMBERS else dice.between(min(1, len(lines)), len(lines))
        )
        lines.insert(place, sentence)
    return lines


def _shaped(block: Block, lines: list[str]) -> Iterator[str]:
    if block.shape == BULLETS:
        yield from (f"- {line}" for line in lines)
    elif block.shape == NUMBERS:
        yield from (f"{number}. {line}" for number, line in enumerate(lines, start=1))
    else:
        yield " ".join(f"{line}." for line in lines)


def _vitals(dice: Dice) -> str:
    """Return vital signs that mean nothing; no blood pressure, which could."""
    pulse, breaths = dice.between(62, 88), dice.between(13, 18)
    temperature = f"{dice.between(97, 98)}.{dice.between(0, 9)}"
    return dice.one(
        (
            f"Pulse {pulse}, respirations {breaths}, temperature {temperature} F",
            f"HR {pulse}, RR {breaths}, T {temperature}",
            f"Vital signs: T {temperature} F, P {pulse}, R {breaths}",
            f"Vitals stable, heart rate {pulse}, breathing {breaths} a minute",
            f"T {temperature}, pulse {pulse} and regular, RR {breaths}",
        )
    )


def _person(dice: Dice, outline: Outline) -> str:
    age = outline.age
    # 8, 11, 18 and 80 to 89 begin with a vowel when read aloud.
    article = "an" if str(age).startswith("8") or age in (11, 18) else "a"
    word = "woman" if outline.sex is Sex.F else "man"
    letter = outline.sex.value
    return dice.one(
        (
            f"{age}-year-old {word}.",
            f"{age} y/o {letter}.",
            f"Age {age}, sex {letter}.",
            f"The patient is {article} {age}-year-old {word}.",
            f"{age}yo {word}.",
            f"This {age}-year-old {word} was seen and examined today.",
        )
    )
