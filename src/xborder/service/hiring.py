"""Whom to take on? The cheapest set of candidates that closes every gap, exact for up to twenty of them.

Candidates are bits of a mask. Time falls into classes by who could be there: a class is closed when those taken on, of the
ones in its mask, bring the capacity it lacks.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, final

__all__ = ["MOST", "Class", "cheapest"]

MOST = 20
"""How many candidates can be weighed."""


class Class(NamedTuple):
    """Time in which the same candidates could be there, and how much capacity it lacks."""

    mask: int
    lack: int


class _Found(NamedTuple):
    cost: int
    size: int
    picked: tuple[int, ...]


def cheapest(lacks: Mapping[int, int], capacities: Sequence[int], costs: Sequence[int]) -> tuple[int, ...] | None:
    """The cheapest set, of those the smallest, of those the one given first; None where nobody closes some class.

    >>> cheapest({0b011: 1, 0b110: 1}, [1, 1, 1], [4, 7, 4])
    (1,)
    """
    classes = _needed(lacks)
    if any(_held(one.mask, capacities) < one.lack for one in classes):
        return None
    search = _Search(classes, capacities, costs)
    search.go(0, 0, 0, ())
    return None if search.best is None else search.best.picked


def _needed(lacks: Mapping[int, int]) -> list[Class]:
    """The classes that no other one implies: whoever closes a smaller mask that lacks as much closes this one too."""
    ordered = sorted((Class(mask, lack) for mask, lack in lacks.items() if lack > 0), key=lambda one: (one.mask.bit_count(), one.mask))
    kept: list[Class] = []
    for one in ordered:
        if not any(other.mask & one.mask == other.mask and other.lack >= one.lack for other in kept):
            kept.append(one)
    return kept


def _held(mask: int, capacities: Sequence[int]) -> int:
    return sum(one for index, one in enumerate(capacities) if mask >> index & 1)


@final
class _Search:
    """Branch and bound over who is taken on (`picked`) and who is not (`barred`)."""

    def __init__(self, classes: list[Class], capacities: Sequence[int], costs: Sequence[int]) -> None:
        self.classes = classes
        self.capacities = capacities
        self.costs = costs
        self.best: _Found | None = None

    def go(self, taken: int, barred: int, cost: int, picked: tuple[int, ...]) -> None:
        open_ = [one for one in self.classes if _held(one.mask & taken, self.capacities) < one.lack]
        if not open_:
            found = _Found(cost, len(picked), tuple(sorted(picked)))
            if self.best is None or found < self.best:
                self.best = found
            return
        if any(_held(one.mask & ~barred, self.capacities) < one.lack for one in open_):
            return
        more, count = self._least(open_, taken | barred)
        if self.best is not None and (cost + more, len(picked) + count) > self.best[:2]:
            return
        narrowest = min(open_, key=lambda one: (one.mask & ~(taken | barred)).bit_count())
        free = narrowest.mask & ~(taken | barred)
        for index in sorted((one for one in range(len(self.costs)) if free >> one & 1), key=lambda one: (self.costs[one], one)):
            self.go(taken | 1 << index, barred, cost + self.costs[index], (*picked, index))
            barred |= 1 << index

    def _least(self, open_: list[Class], gone: int) -> tuple[int, int]:
        """What closing classes that share nobody must cost at least, and how many it takes."""
        used, cost, count = 0, 0, 0
        for one in open_:
            free = one.mask & ~gone
            if free & used == 0:
                used |= free
                cost += min(self.costs[index] for index in range(len(self.costs)) if free >> index & 1)
                count += 1
        return cost, count
