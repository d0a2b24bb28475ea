"""What the whole world's money is worth on one day: tables as a bank publishes them.

>>> from hypothesis import find
>>> table = find(rate_tables(), lambda table: True)
>>> table.between("SEK", "JPY") is None
False
"""

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from xborder.atlas import COVERS, Atlas, standard
from xborder.codes import Currency
from xborder.money import ExchangeRates
from xborder.testing._worlds import home_currencies

__all__ = ["rate_tables"]

_LEAST, _MOST = 2, 20_000
"""Of one euro, in tenths: from a fifth of another currency's unit to two thousand of them."""


def rate_tables(*, atlas: Atlas | None = None, days: SearchStrategy[date] | None = None) -> SearchStrategy[ExchangeRates]:
    """Exchange rates from the euro to every currency that an atlas knows, so that no landed cost lacks one."""
    codes = tuple(map(Currency, home_currencies(standard() if atlas is None else atlas)))
    seeds = st.lists(st.integers(0, _MOST - _LEAST), min_size=1, max_size=8)
    return st.builds(_table, st.just(codes), seeds, st.dates(*COVERS) if days is None else days)


def _table(codes: tuple[Currency, ...], seeds: list[int], on: date) -> ExchangeRates:
    """A draw for each of a hundred currencies would take long to shrink: a few are led on from one to the next."""
    worth = {
        str(code): Fraction(_LEAST + (seeds[index % len(seeds)] * (index // len(seeds) + 1)) % (_MOST - _LEAST), 10) for index, code in enumerate(codes[1:])
    }
    return ExchangeRates.from_mapping("EUR", worth, on=on, source="drawn")
