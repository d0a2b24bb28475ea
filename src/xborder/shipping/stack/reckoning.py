"""What does the whole stack come to, in minor units?

Each measure is charged on the good's value or on what a part of it is worth; one may beat another, wholly or for the part it
is charged on; a floor tops up what column 1 leaves below it. Where a list was not read, a content is unknown or the tariff's
own duty has a range, every combination of what may be is reckoned: the least and the most are the answer's bounds.
Figures are pairs of whole numbers until they are rounded.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from xborder.shipping.stack.measure import VALUE, Measure, Ratio

__all__ = ["Charged", "Due", "Laid", "Span", "Stack", "laid", "rounded", "stacked"]

_MOST_WORLDS = 512
_ON = ("on",)
Span = tuple[Ratio, Ratio | None]
"""The least and the most of a duty in minor units; None where nothing bounds it."""


class Charged(NamedTuple):
    """One measure in one world: its amount, on what, and what kept it away."""

    amount: int
    base: int
    by: str


class Due(NamedTuple):
    """A measure where the law alone decides: so much of the value, so much in all, or nothing because of `by`."""

    numerator: int
    denominator: int
    capped: bool
    by: str


class Laid(NamedTuple):
    """The measures upon a good, each behind those that beat it, with what is known of them before the good's value is."""

    measures: tuple[Measure, ...]
    beaten_by: tuple[tuple[int, ...], ...]
    """For each measure those before it that beat it."""
    modes: tuple[tuple[str, ...], ...]
    settled: tuple[Due, ...] | None
    """What each is, where no list, no content and nothing but the goods' journey is open."""
    capped: bool
    """Whether any tops up what column 1 leaves."""


class Stack(NamedTuple):
    """The bounds of a stack: the tariff's own duty and each measure, in the worlds of the least and the most."""

    low: int
    high: int | None
    own: tuple[int, int | None]
    least: tuple[Charged, ...]
    most: tuple[Charged, ...]
    unknown: tuple[str, ...]
    """The contents that nobody told, and that move the figure."""
    spans: tuple[tuple[int, int], ...] = ()
    """The least and the most of each measure over all worlds, where there are several."""

    @property
    def decided(self) -> bool:
        """Whether there is but one figure."""
        return self.low == self.high


def rounded(figure: Ratio) -> int:
    """A figure, which is never below nothing, to the minor unit: halves go up."""
    numerator, denominator = figure
    return (2 * numerator + denominator) // (2 * denominator)


def laid(measures: Sequence[Measure]) -> Laid:
    """The measures in the order in which they are charged."""
    found = _ordered(measures)
    beaten_by = tuple(tuple(at for at in range(index) if found[at].beats(one.name)) for index, one in enumerate(found))
    capped = any(one.cap is not None or (one.milder and one.milder[1] is not None) for one in found)
    settled = all(one.state == "lifted" or (one.state == "due" and one.base == VALUE) for one in found)
    return Laid(found, beaten_by, tuple(map(_modes, found)), _settled(found, beaten_by) if settled else None, bool(capped))


def _ordered(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """The measures, each behind those that beat it."""
    waiting, found = list(measures), list[Measure]()
    while waiting:
        free = [one for one in waiting if not any(other.beats(one.name) for other in waiting if other is not one)]
        found += free or waiting[:1]
        waiting = [one for one in waiting if one not in found]
    return tuple(found)


def _settled(measures: Sequence[Measure], beaten_by: Sequence[Sequence[int]]) -> tuple[Due, ...]:
    rows = list[Due]()
    for one, beating in zip(measures, beaten_by, strict=True):
        by = one.why if one.state == "lifted" else next((measures[at].name for at in beating if not rows[at].by), "")
        numerator, denominator = (0, 1) if by else one.cap or one.rate or (0, 1)
        rows.append(Due(numerator, denominator, one.cap is not None, by))
    return tuple(rows)


def _modes(one: Measure) -> tuple[str, ...]:
    """What a measure may be: on, off, milder."""
    if one.state != "perhaps":
        return _ON
    uncovered = len(one.needs) > (1 if one.milder else 0)
    return ("off", *(("mild",) if one.milder else ()), "on") if uncovered else ("mild", "on")


def _topped(cap: Ratio, value: int, paid: Ratio, general: Ratio) -> int:
    """What is missing to so much in all; nothing where column 1 by itself comes to as much."""
    numerator, denominator = cap
    if general[0] * denominator >= numerator * value * general[1]:
        return 0
    missing = numerator * value * paid[1] - paid[0] * denominator
    return rounded((missing, denominator * paid[1])) if missing > 0 else 0


def _certain(law: Sequence[Due], value: int, paid: Ratio, general: Ratio) -> Stack:
    """The one figure where everything is decided."""
    own = total = rounded(paid)
    rows = list[Charged]()
    for numerator, denominator, capped, by in law:
        amount = 0
        if capped and not by:
            amount = _topped((numerator, denominator), value, paid, general)
        elif numerator:
            amount = (2 * numerator * value + denominator) // (2 * denominator)
        total += amount
        rows.append(Charged(amount, value, by))
    charged = tuple(rows)
    return Stack(total, total, (own, own), charged, charged, ())


def _charged(
    law: Laid, modes: Sequence[str], value: int, paid: Ratio, general: Ratio, contents: Mapping[str, int], loaded: int | None
) -> tuple[int, tuple[Charged, ...]]:
    """Every measure in one world, and their sum."""
    total, rows, alive = 0, list[Charged](), set[int]()
    measures = law.measures
    for index, (one, mode) in enumerate(zip(measures, modes, strict=True)):
        if one.state == "lifted":
            rows.append(Charged(0, value, one.why))
            continue
        if one.loaded_before is not None and loaded is not None and loaded < one.loaded_before:
            rows.append(Charged(0, value, "in_transit"))
            continue
        if mode == "off":
            rows.append(Charged(0, value, ""))
            continue
        beating = [measures[at] for at in law.beaten_by[index] if at in alive]
        by = next((other.name for other in beating if other.base == VALUE), "")
        if by:
            rows.append(Charged(0, value, by))
            continue
        alive.add(index)
        left = value - sum(contents[other.base] for other in beating)
        base = max(left if one.base == VALUE else min(contents[one.base], value), 0)
        rate, cap = (one.rate, one.cap) if mode == "on" or one.milder is None else one.milder
        flat = rounded((rate[0] * base, rate[1])) if rate else 0
        amount = flat if cap is None else _topped(cap, value, paid, general)
        total += amount
        rows.append(Charged(amount, base, ""))
    return total, tuple(rows)


def stacked(law: Laid, *, value: int, own: Span, general: Span, contents: Mapping[str, int], loaded: int | None) -> Stack:
    """The bounds of what the goods owe: `own` is the tariff's duty as paid, `general` as it stands in column 1."""
    one_figure = own[0] is own[1] or own[0] == own[1]
    if law.settled is not None and one_figure and loaded is None:
        return _certain(law.settled, value, own[0], general[0])
    missing = tuple(sorted({one.base for one in law.measures if one.base != VALUE and one.base not in contents and one.state != "lifted"}))
    if not missing and one_figure and all(one is _ON for one in law.modes):
        total, rows = _charged(law, ("on",) * len(law.modes), value, own[0], general[0], contents, loaded)
        paid = rounded(own[0])
        return Stack(total + paid, total + paid, (paid, paid), rows, rows, ())
    worlds = list(_worlds(law, missing, value, own, general, contents, loaded))
    least, most = min(worlds, key=lambda one: one[0]), max(worlds, key=lambda one: one[0])
    spans = tuple((min(one.amount for one in rows), max(one.amount for one in rows)) for rows in zip(*(world[2] for world in worlds), strict=True))
    moved = tuple(one for one in missing if _moves(one, law.measures, least[2], most[2]))
    return Stack(least[0], None if own[1] is None else most[0], (least[1], None if own[1] is None else most[1]), least[2], most[2], moved, spans)


def _moves(base: str, measures: Sequence[Measure], least: Sequence[Charged], most: Sequence[Charged]) -> bool:
    return any(one.base == base and not (low.by and high.by) for one, low, high in zip(measures, least, most, strict=True))


def _worlds(
    law: Laid, missing: Sequence[str], value: int, own: Span, general: Span, contents: Mapping[str, int], loaded: int | None
) -> Iterator[tuple[int, int, tuple[Charged, ...]]]:
    """Every combination of what may be: its sum, the tariff's own duty in it, and its rows."""
    owns = [(own[0], general[0])] if own[1] is None or own[0] == own[1] else [(own[0], general[0]), (own[1], general[1] if general[1] is not None else own[1])]
    count = 1
    for one in law.modes:
        count *= len(one)
    choices = product(*law.modes) if count <= _MOST_WORLDS else ([one[0] for one in law.modes], [one[-1] for one in law.modes])
    for chosen in choices:
        for parts in product((0, value), repeat=len(missing)):
            known = {**contents, **dict(zip(missing, parts, strict=True))}
            for paid, column in owns:
                total, rows = _charged(law, chosen, value, paid, column, known, loaded)
                mine = rounded(paid)
                yield total + mine, mine, rows
