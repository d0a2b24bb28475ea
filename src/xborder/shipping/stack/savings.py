"""What would a programme save that nobody claimed, of the whole stack?"""

from collections.abc import Callable, Iterable, Iterator
from typing import final

from attrs import frozen

from xborder.codes import Currency
from xborder.money import Money, minor_units
from xborder.values import Value

__all__ = ["Saving", "savings_of"]

Bounds = tuple[int | None, int | None]


@final
@frozen(kw_only=True)
class Saving(Value):
    """A programme nobody claimed, and what it would save of the whole stack if the goods fulfil its rules."""

    programme: str
    saves: Money | None = None


def savings_of(mine: Bounds, programmes: Iterable[str], claiming: Callable[[str], Bounds], currency: Currency) -> Iterator[Saving]:
    """What each programme would save: none that saves nothing, and no figure where one is not decided."""
    for programme in programmes:
        theirs = claiming(programme)
        if None in (*mine, *theirs):
            yield Saving(programme=programme)
            continue
        least, most = mine[0] - theirs[0], mine[1] - theirs[1]  # type: ignore[operator]
        if least > 0 or most > 0:
            yield Saving(programme=programme, saves=minor_units(least, currency) if least == most else None)
