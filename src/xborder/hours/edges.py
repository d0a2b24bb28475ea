"""When is something open, as plain arithmetic on seconds.

Edges are a sorted, even number of distinct ints: opening, closing, opening, closing … Each interval is half-open,
`[open, close)`: open at its opening second, closed at its closing one. Nothing here knows of zones, days or money.

>>> edges = merged([(0, 10), (10, 15), (20, 30)])
>>> edges
[0, 15, 20, 30]
>>> is_open(edges, 14), is_open(edges, 15), next_open(edges, 15)
(True, False, 20)
>>> add(edges, 12, 5), subtract(edges, 22, 5), between(edges, 12, 22)
(22, 12, 5)
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

__all__ = [
    "add",
    "between",
    "complement",
    "difference",
    "elapsed",
    "intersection",
    "intervals",
    "is_open",
    "merged",
    "next_close",
    "next_open",
    "spot",
    "subtract",
    "sums",
    "union",
]

Edges = Sequence[int]


def merged(spans: Iterable[tuple[int, int]]) -> list[int]:
    """The edges of intervals given in any order; touching and overlapping ones become one, empty ones none."""
    edges: list[int] = []
    for start, end in sorted(spans):
        if start >= end:
            continue
        if edges and start <= edges[-1]:
            edges[-1] = max(edges[-1], end)
        else:
            edges += (start, end)
    return edges


def intervals(edges: Edges) -> list[tuple[int, int]]:
    """The edges as pairs of opening and closing."""
    return list(zip(edges[::2], edges[1::2], strict=True))


def is_open(edges: Edges, at: int) -> bool:
    """Whether a second lies in an interval."""
    return bisect_right(edges, at) & 1 == 1


def next_open(edges: Edges, at: int) -> int | None:
    """The first open second, `at` itself if it is open; None where nothing opens any more."""
    index = bisect_right(edges, at)
    if index & 1:
        return at
    return edges[index] if index < len(edges) else None


def next_close(edges: Edges, at: int) -> int | None:
    """The first closed second, `at` itself if it is closed."""
    index = bisect_right(edges, at)
    return edges[index] if index & 1 else at


def sums(edges: Edges) -> list[int]:
    """How many seconds are open before each interval, and in the end before none: reckoned once for many questions."""
    return list(accumulate((end - start for start, end in intervals(edges)), initial=0))


def elapsed(edges: Edges, before: Edges, at: int) -> int:
    """How many open seconds lie before `at`; `before` are the `sums` of the edges."""
    index = bisect_right(edges, at)
    return before[index >> 1] + (at - edges[index - 1] if index & 1 else 0)


def spot(edges: Edges, before: Edges, total: int, *, late: bool) -> int | None:
    """The moment before which `total` seconds are open: the earliest one (a closing), or the latest (an opening).

    None where it lies outside the edges, and for the earliest moment of nothing at all.
    """
    if late:
        index = bisect_right(before, total) - 1
        return edges[2 * index] + total - before[index] if 0 <= index < len(before) - 1 else None
    index = bisect_left(before, total) - 1
    return edges[2 * index] + total - before[index] if 0 <= index < len(before) - 1 else None


def add(edges: Edges, at: int, seconds: int, before: Edges | None = None) -> int | None:
    """The moment by which that many open seconds have gone by since `at`: a closing rather than the opening after it.

    Nothing added to a closed moment leads to the next opening. `subtract` takes back to every open moment what was added.
    """
    if seconds < 0:
        return subtract(edges, at, -seconds, before)
    if seconds == 0:
        return next_open(edges, at)
    before = sums(edges) if before is None else before
    return spot(edges, before, elapsed(edges, before, at) + seconds, late=False)


def subtract(edges: Edges, at: int, seconds: int, before: Edges | None = None) -> int | None:
    """The moment since which that many open seconds have gone by until `at`: an opening rather than the closing before it.

    Nothing taken from a closed moment leads to the closing before it.
    """
    if seconds < 0:
        return add(edges, at, -seconds, before)
    if seconds == 0:
        index = bisect_right(edges, at)
        return at if index & 1 else edges[index - 1] if index else None
    before = sums(edges) if before is None else before
    return spot(edges, before, elapsed(edges, before, at) - seconds, late=True)


def between(edges: Edges, start: int, end: int, before: Edges | None = None) -> int:
    """How many open seconds lie in `[start, end)`; fewer than none where the end comes first."""
    before = sums(edges) if before is None else before
    return elapsed(edges, before, end) - elapsed(edges, before, start)


def union(one: Edges, other: Edges) -> list[int]:
    """Open where either is."""
    return _sweep(one, other, (False, True, True, True))


def intersection(one: Edges, other: Edges) -> list[int]:
    """Open where both are."""
    return _sweep(one, other, (False, False, False, True))


def difference(one: Edges, other: Edges) -> list[int]:
    """Open where the one is and the other is not."""
    return _sweep(one, other, (False, True, False, False))


def complement(edges: Edges, start: int, end: int) -> list[int]:
    """Open in `[start, end)` where the edges are not."""
    return difference([start, end] if start < end else [], edges)


def _sweep(one: Edges, other: Edges, keep: tuple[bool, bool, bool, bool]) -> list[int]:
    """One pass over both: an edge stands wherever what is kept turns, by whether neither, the one, the other or both are open."""
    edges: list[int] = []
    add = edges.append
    first = second = 0
    last, end = len(one), len(other)
    kept = False
    while first < last and second < end:
        here, there = one[first], other[second]
        if here < there:
            first += 1
        elif there < here:
            second += 1
            here = there
        else:
            first += 1
            second += 1
        if keep[(first & 1) + 2 * (second & 1)] is not kept:
            kept = not kept
            add(here)
    # Where one of them has ended it is closed: of the other either all that is left stands, or nothing.
    if keep[1]:
        edges += one[first:]
    if keep[2]:
        edges += other[second:]
    return edges
