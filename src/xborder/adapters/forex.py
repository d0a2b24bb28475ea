"""Exchange rates from a converter that somebody else made and that asks somebody else: forex-python, or alike.

    from forex_python.converter import CurrencyRates

    rates = exchange_rates(CurrencyRates(force_decimal=True), "EUR", on="2026-11-20")

forex-python is not imported here, and nothing is asked but through the converter that is passed in.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

from xborder.adapters.rates import rates_of
from xborder.codes import Currency
from xborder.errors import FactError
from xborder.money import ExchangeRates
from xborder.values import Under, day

__all__ = ["Converter", "exchange_rates"]


class Converter(Protocol):
    """What forex-python's `CurrencyRates` can do: all rates of a base on a day."""

    def get_rates(self, base_cur: str, date_obj: Any = None, /) -> Mapping[str, Any]:
        """What one of the base is in every other currency."""
        ...


def exchange_rates(converter: Converter, base: str, /, *, on: date | str, source: str = "forex-python") -> ExchangeRates:
    """All rates of a base on a day, as a value.

    >>> from decimal import Decimal
    >>> from xborder import Money
    >>> class Stub:
    ...     def get_rates(self, base_cur, date_obj=None, /):
    ...         return {"USD": Decimal("1.0842"), "JPY": Decimal("162.35")}
    >>> exchange_rates(Stub(), "EUR", on="2026-11-20").convert(Money("10.00", "EUR"), "USD")
    Money('10.84', 'USD')

    Floats are refused: make the converter with `force_decimal=True`. What the converter itself raises is let through.
    Codes that are not ISO 4217's, such as those of coins, are left out.
    """
    asked: date = Under("on", day)(on)
    found = converter.get_rates(str(Currency(base)), asked)
    if not isinstance(found, Mapping):
        raise FactError("not_a_mapping", f"the converter returned {type(found).__name__}, not rates by currency", value=found, hint="pass a CurrencyRates")
    for code, rate in found.items():
        if isinstance(rate, float):
            hint = "make the converter with CurrencyRates(force_decimal=True)"
            raise FactError("float_rate", f"the rate of {code}, {rate!r}, is a float and not exact", path=f"/rates/{code}", value=rate, hint=hint)
    return rates_of(base, found, on=asked, source=source)
