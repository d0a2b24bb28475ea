"""Who is there, second by second: one pass over everybody's comings and goings."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

__all__ = ["Sweep", "overlaps", "swept"]


class Sweep(NamedTuple):
    """The period cut where somebody comes or goes."""

    covered: int
    single: int
    gaps: tuple[tuple[int, int], ...]
    alone: tuple[int, ...]
    lacks: tuple[tuple[int, int], ...]
    hopeless: int | None


def swept(edges: Sequence[Sequence[int]], sizes: Sequence[int], extra: Sequence[Sequence[int]], bounds: tuple[int, int], demand: int) -> Sweep:
    """A period, from the edges of teams and their sizes; `extra` are the edges of candidates."""
    count = len(edges)
    turns = sorted([(at, index) for index, hours in enumerate((*edges, *extra)) for at in hours] + [(bounds[1], -1)])
    here = mask = force = many = covered = single = 0
    alone = [0] * count
    gaps: list[list[int]] = []
    lacks: dict[int, int] = {}
    hopeless: int | None = None
    last = bounds[0]
    for at, index in turns:
        if at > last:
            if force >= demand:
                covered += at - last
            else:
                if gaps and gaps[-1][1] == last:
                    gaps[-1][1] = at
                else:
                    gaps.append([last, at])
                lacks[mask] = max(lacks.get(mask, 0), demand - force)
                hopeless = last if hopeless is None and not mask else hopeless
            if many == 1:
                single += (at - last) * (force >= demand)
                alone[here.bit_length() - 1] += at - last
            last = at
        if index < 0:
            break
        if index >= count:
            mask ^= 1 << index - count
        else:
            here ^= 1 << index
            came = 1 if here >> index & 1 else -1
            many += came
            force += came * sizes[index]
    return Sweep(covered, single, tuple((one, other) for one, other in gaps), tuple(alone), tuple(lacks.items()), hopeless)


def overlaps(hours: Sequence[int], theirs: Sequence[int], end: int) -> Iterable[tuple[int, int]]:
    """Each closing at which another team that opened later is there, and for how long both were."""
    for start, close in zip(hours[::2], hours[1::2], strict=True):
        index = bisect_right(theirs, close)
        if close < end and index & 1 and start < theirs[index - 1]:
            yield close, close - theirs[index - 1]
