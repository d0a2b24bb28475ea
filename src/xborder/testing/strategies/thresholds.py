"""On either side of what the law calls little: amounts at a rule's limit.

>>> from hypothesis import find
>>> at_limit = around_threshold("eu:shipping.duty.relief", on="2026-02-02")
>>> find(at_limit, lambda price: price.amount == 150), find(at_limit, lambda price: price.amount > 150)
(Money('150.00', 'EUR'), Money('150.01', 'EUR'))
"""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import SearchStrategy

from xborder.atlas import Atlas, Entry, standard
from xborder.codes import Currency
from xborder.errors import FactError
from xborder.money import ExchangeRates, Money
from xborder.values import Pairs, day_or_instant

__all__ = ["around_threshold"]

_LIMITS = ("limit", "up_to", "above", "min", "max")
_NEAR = (0, -1, 1, -2, 2, -100, 100)


def around_threshold(
    rule: str, /, *, on: date | str, currency: str | None = None, rates: ExchangeRates | None = None, atlas: Atlas | None = None
) -> SearchStrategy[Money]:
    """Money at, just below and just above each limit a rule knows on a day, as `around_threshold("eu:shipping.duty.relief", on=…)`.

    In the limit's own currency; with `currency` and `rates` also in the cart's, where the limit may fall between two cents.
    Of a limit on the tax itself (`tax_at_most`) these are amounts of tax.
    """
    world = standard() if atlas is None else atlas
    try:
        found = tuple(dict.fromkeys(_limits(_entry(rule, day_or_instant(on), world))))
        into = None if currency is None else Currency(currency)
    except FactError as error:
        raise InvalidArgument(str(error)) from error
    if not found:
        message = f"{rule!r} knows no limit on {on}"
        raise InvalidArgument(message)
    near = [money for limit in found for money in _around(limit, into, rates)]
    return st.sampled_from(tuple(dict.fromkeys(near)))


def _entry(rule: str, on: date | datetime, world: Atlas) -> Entry:
    scope, _, name = rule.partition("@")[0].rpartition(":")
    if not scope:
        message = f"rule {rule!r} names no place or bloc: write it as 'eu:shipping.duty.relief'"
        raise InvalidArgument(message)
    method = scope.islower() and scope in world.listed("methods")
    second = world.moment("world" if scope.islower() else scope, on).first
    found = (world.find_on("methods", scope, name, second) if method else world.find(scope, name, second)).entry
    if found is None:
        message = f"the atlas {world.edition} has no rule {name!r} for {scope!r} on {on}"
        raise InvalidArgument(message)
    return found


def _limits(entry: Entry) -> Iterator[Money]:
    """Every limit of an entry, of all its cases."""
    for value in (entry.value, *(value for _, value in entry.cases)):
        yield from _within(value)


def _within(value: Any) -> Iterator[Money]:
    if isinstance(value, Pairs):
        for key, one in value:
            if key in _LIMITS:
                yield Money.read(one)
            else:
                yield from _within(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _within(one)


def _around(limit: Money, into: Currency | None, rates: ExchangeRates | None) -> Iterator[Money]:
    yield from _beside(limit.minor, limit.currency)
    if into is not None and into != limit.currency:
        found = rates.between(limit.currency, into) if rates else None
        if found is None:
            message = f"rates do not lead from {limit.currency} to {into}"
            raise InvalidArgument(message)
        exact = limit.exact * Fraction(found.numerator, found.denominator) * Fraction(10) ** (into.exponent - limit.currency.exponent)
        yield from _beside(exact // 1, into)


def _beside(units: int, currency: Currency) -> Iterator[Money]:
    for step in _NEAR:
        if units + step >= 0:
            yield Money.of(units + step, currency)
