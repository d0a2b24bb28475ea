"""Nearly this much: a matcher for money, where another system rounds otherwise.

>>> from xborder import Money
>>> Money("12.51", "EUR") == about("12.50 EUR", within="0.01 EUR")
True
>>> Money("12.52", "EUR") == about("12.50 EUR", within="0.01 EUR"), Money("12.50", "USD") == about("12.50 EUR", within="0.01 EUR")
(False, False)
"""

from collections.abc import Mapping
from typing import Any, final

from xborder.errors import FactError
from xborder.money import Money

__all__ = ["About", "about"]


@final
class About:
    """Equals money of its currency that is no further away than its tolerance, and nothing else."""

    __slots__ = ("money", "within")
    __hash__ = None  # type: ignore[assignment] # what equals many things has no hash

    def __init__(self, money: Money, within: Money) -> None:
        self.money = money
        self.within = within

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Money) or other.currency != self.money.currency:
            return False
        return abs(other - self.money) <= self.within

    def __repr__(self) -> str:
        return f"{self.money} ± {self.within}"


def about(money: Money | Mapping[str, Any] | str, /, *, within: Money | Mapping[str, Any] | str) -> About:
    """What money has to be close to, both bounds included.

    >>> assert Money("12.49", "EUR") == about("12.50 EUR", within="0.01 EUR")
    """
    wanted, tolerance = Money.read(money), Money.read(within)
    if tolerance.currency != wanted.currency:
        message = f"a tolerance of {tolerance} cannot be held against {wanted}"
        raise FactError("mixed_currencies", message, path="/within", value=tolerance, hint=f"give it in {wanted.currency}")
    if tolerance.units < 0:
        raise FactError("negative_tolerance", f"a tolerance is zero or above, not {tolerance}", path="/within", value=tolerance, hint="drop the sign")
    return About(wanted, tolerance)
