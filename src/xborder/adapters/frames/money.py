"""From the currency that prices are written in to the destination's, and to the one the buyer is quoted in."""

from typing import Any, NamedTuple

from xborder.codes import Currency
from xborder.errors import FactError
from xborder.money import ExchangeRates, Money
from xborder.shipping.consignment import Pair
from xborder.shipping.plan import worth

__all__ = ["Brought", "brought", "converted"]


class Brought(NamedTuple):
    """How many minor units of one currency a unit of another is worth; None where they are the same."""

    home: Pair | None
    """From what was written to the destination's."""
    shown: Pair | None
    """From the destination's to the quote's."""
    written: Pair | None
    """From what was written to the quote's."""


def brought(prices_in: Currency, home: Currency, shown: Currency, rates: ExchangeRates | None) -> Brought:
    """The three ways, each over the exchange rates given; a rate that is missing is refused here, once for all rows."""
    return Brought(_way(prices_in, home, rates), _way(home, shown, rates), _way(prices_in, shown, rates))


def _way(one: Currency, other: Currency, rates: ExchangeRates | None) -> Pair | None:
    if one == other:
        return None
    found = worth(Money.of(1, one), other, rates)
    if found is None:
        text = f"prices in {one} cannot be brought to {other} without a rate"
        raise FactError("missing_rate", text, path=f"/rates/{one}~1{other}", hint=f"pass rates with '{one}/{other}'")
    return found


def converted(amount: Any, pair: Pair | None) -> Any:
    """Amounts in another currency, each rounded once."""
    return amount if pair is None else (amount * (2 * pair[0]) + pair[1]) // (2 * pair[1])
