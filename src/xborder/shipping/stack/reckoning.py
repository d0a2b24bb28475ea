"""What does the whole stack come to, in minor units?

Each measure is charged on the good's value or on what a part of it is worth; one may beat another, wholly or for the part it
is charged on; a floor tops up what column 1 leaves below it. Where a list was not read, a content is unknown or the tariff's
own duty has a range, every combination of what may be is reckoned: the least and the most are the answer's bounds.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

from xborder.money import divide
from xborder.shipping.stack.measure import Measure

__all__ = ["Charged", "Stack", "ordered", "stacked"]

_MOST_WORLDS = 512
_NONE = Fraction(0)
_ON = ("on",)


class Charged(NamedTuple):
    """One measure in one world: its amount, on what, and what kept it away."""

    amount: int
    base: int
    by: str


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


def ordered(measures: Sequence[Measure]) -> tuple[Measure, ...]:
    """The measures, each behind those that beat it."""
    waiting, found = list(measures), list[Measure]()
    while waiting:
        free = [one for one in waiting if not any(other.beats(one.name) for other in waiting if other is not one)]
        found += free or waiting[:1]
        waiting = [one for one in waiting if one not in found]
    return tuple(found)


def _charged(
    measures: Sequence[Measure], modes: Sequence[str], value: int, paid: Fraction, ave: Fraction, contents: Mapping[str, int], loaded: int | None
) -> tuple[int, tuple[Charged, ...]]:
    """Every measure in one world, and their sum."""
    total, rows, alive = 0, list[Charged](), list[Measure]()
    for one, mode in zip(measures, modes, strict=True):
        if one.state == "lifted":
            rows.append(Charged(0, value, one.why))
            continue
        if one.loaded_before is not None and loaded is not None and loaded < one.loaded_before:
            rows.append(Charged(0, value, "in_transit"))
            continue
        if mode == "off":
            rows.append(Charged(0, value, ""))
            continue
        base, by = value, ""
        for other in alive:
            if other.beats(one.name):
                if other.base == "value":
                    by = other.name
                    break
                base -= contents[other.base]
        if by:
            rows.append(Charged(0, value, by))
            continue
        alive.append(one)
        if one.base != "value":
            base = min(contents[one.base], value)
        rate, cap = (one.rate, one.cap) if mode == "on" or one.milder is None else one.milder
        amount = 0
        if cap is not None:
            figure = cap * value - paid
            amount = divide(figure.numerator, figure.denominator) if ave < cap and figure > 0 else 0
        elif rate:
            amount = divide(rate.numerator * max(base, 0), rate.denominator)
        total += amount
        rows.append(Charged(amount, max(base, 0), ""))
    return total, tuple(rows)


def _modes(one: Measure) -> tuple[str, ...]:
    """What a measure may be: on, off, milder."""
    if one.state != "perhaps":
        return _ON
    uncovered = len(one.needs) > (1 if one.milder else 0)
    return ("off", *(("mild",) if one.milder else ()), "on") if uncovered else ("mild", "on")


def stacked(
    measures: Sequence[Measure],
    *,
    value: int,
    own: tuple[Fraction, Fraction | None],
    general: tuple[Fraction, Fraction | None],
    contents: Mapping[str, int],
    loaded: int | None,
) -> Stack:
    """The bounds of what the goods owe: `own` is the tariff's duty as paid, `general` as it stands in column 1."""
    modes = [_modes(one) for one in measures]
    missing = tuple(sorted({one.base for one in measures if one.base != "value" and one.base not in contents and one.state != "lifted"}))
    if not missing and (own[0] is own[1] or own[0] == own[1]) and all(one is _ON for one in modes):
        capped = any(one.cap is not None for one in measures)
        ave = general[0] / value if value and capped else _NONE
        total, rows = _charged(measures, ("on",) * len(modes), value, own[0], ave, contents, loaded)
        paid = divide(own[0].numerator, own[0].denominator)
        return Stack(total + paid, total + paid, (paid, paid), rows, rows, ())
    worlds = list(_worlds(measures, modes, missing, value, own, general, contents, loaded))
    least, most = min(worlds, key=lambda one: one[0]), max(worlds, key=lambda one: one[0])
    spans = tuple((min(one.amount for one in rows), max(one.amount for one in rows)) for rows in zip(*(world[2] for world in worlds), strict=True))
    moved = tuple(one for one in missing if _moves(one, measures, least[2], most[2]))
    return Stack(least[0], None if own[1] is None else most[0], (least[1], None if own[1] is None else most[1]), least[2], most[2], moved, spans)


def _moves(base: str, measures: Sequence[Measure], least: Sequence[Charged], most: Sequence[Charged]) -> bool:
    return any(one.base == base and not (low.by and high.by) for one, low, high in zip(measures, least, most, strict=True))


def _worlds(
    measures: Sequence[Measure],
    modes: Sequence[tuple[str, ...]],
    missing: Sequence[str],
    value: int,
    own: tuple[Fraction, Fraction | None],
    general: tuple[Fraction, Fraction | None],
    contents: Mapping[str, int],
    loaded: int | None,
) -> Iterator[tuple[int, int, tuple[Charged, ...]]]:
    """Every combination of what may be: its sum, the tariff's own duty in it, and its rows."""
    owns = [(own[0], general[0])] if own[1] is None or own[0] == own[1] else [(own[0], general[0]), (own[1], general[1] if general[1] is not None else own[1])]
    count = 1
    for one in modes:
        count *= len(one)
    choices = product(*modes) if count <= _MOST_WORLDS else ([one[0] for one in modes], [one[-1] for one in modes])
    for chosen in choices:
        for parts in product((0, value), repeat=len(missing)):
            known = {**contents, **dict(zip(missing, parts, strict=True))}
            for paid, column in owns:
                ave = column / value if value else _NONE
                total, rows = _charged(measures, chosen, value, paid, ave, known, loaded)
                mine = divide(paid.numerator, paid.denominator)
                yield total + mine, mine, rows
