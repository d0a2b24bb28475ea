"""What everything stands on: countries, currencies, languages, money, rates.

>>> from hypothesis import find
>>> find(money(min_value="1"), lambda one: one.currency.exponent == 3).digits
'1.000'
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.codes import Country, Currency, LanguageTag, _iso3166, _iso4217
from xborder.errors import FactError
from xborder.money import ExchangeRates, Money, Rate

__all__ = ["countries", "currencies", "exchange_rates", "language_tags", "money", "rates"]

_MOST = 10**12
_FINER = 4
_DENOMINATORS = (100, 1_000, 10_000, 1, 3, 7, 83)
"""Whole per cent first, then finer; a third, a seventh, and Brazil's 17/83 have no decimal digits at all."""

# A spread over lengths, scripts, regions and extensions; what is retired is read as what it is called today.
_LANGUAGES = (
    *("en", "de", "fr", "es", "pt", "it", "nl", "pl", "ro", "el", "da", "fi", "sv", "nb", "nn", "no", "cs", "tr", "ja", "ko", "zh", "ar", "hi"),
    *("he", "iw", "id", "in", "fa", "ur", "bn", "ta", "te", "th", "vi", "ru", "uk", "sr", "sh", "hr", "hu", "ka", "hy", "am", "ca", "eu", "gl"),
    *("cy", "ga", "is", "lt", "lv", "et", "sw", "tl", "fil", "gsw", "yue", "cmn", "hak", "ckb", "und"),
)
_SCRIPTS = ("Latn", "Cyrl", "Arab", "Hans", "Hant", "Deva", "Grek", "Hebr", "Jpan", "Kore", "Thai", "Beng", "Geor", "Armn")
_AREAS = ("001", "150", "419", "UK", "SU", "AN", "YU")
_VARIANTS = ("1996", "1901", "valencia", "polyton", "pinyin", "scotland", "fonipa", "ekavsk")
_EXTENSIONS = ("u-nu-latn", "u-ca-buddhist", "u-co-phonebk-nu-arab", "u-hc-h23", "u-cu-eur", "t-ja-latn", "x-shop", "x-a-b")


@cache
def _countries(*, allow_user_assigned: bool) -> tuple[Country, ...]:
    codes = (row[:2] for row in _iso3166.TABLE.splitlines())
    return tuple(Country(one) for one in codes if allow_user_assigned or not "QM" <= one <= "QZ")


def countries(*, allow_user_assigned: bool = False) -> SearchStrategy[Country]:
    """Countries and territories; with `allow_user_assigned` also the codes that are free for places of one's own."""
    return st.sampled_from(_countries(allow_user_assigned=allow_user_assigned))


def _payable(code: Currency) -> bool:
    try:
        return code.exponent >= 0
    except FactError:
        return False


@cache
def _currencies(*, allow_withdrawn: bool) -> tuple[Currency, ...]:
    codes = (Currency(row[:3]) for row in _iso4217.TABLE.splitlines())
    payable = [one for one in codes if _payable(one) and (allow_withdrawn or one.withdrawn is None)]
    return tuple(sorted(payable, key=lambda one: (one not in ("EUR", "USD"), one)))


def currencies(*, allow_withdrawn: bool = False) -> SearchStrategy[Currency]:
    """Currencies that people pay with, of 0, 2, 3 and 4 decimals; with `allow_withdrawn` also those they once paid with."""
    return st.sampled_from(_currencies(allow_withdrawn=allow_withdrawn))


def _bound(name: str, value: str | int | Decimal | None, otherwise: int) -> Fraction:
    if value is None:
        return Fraction(otherwise)
    try:
        return Fraction(Decimal(value))
    except (InvalidOperation, ValueError, OverflowError, TypeError) as error:
        message = f"{name}={value!r} is not an exact amount: write it as text, such as '12.50'"
        raise InvalidArgument(message) from error


def money(
    *,
    min_value: str | int | Decimal | None = None,
    max_value: str | int | Decimal | None = None,
    currencies: SearchStrategy[Currency] | None = None,
    allow_finer: bool = True,
) -> SearchStrategy[Money]:
    """Money of any currency; bounds are amounts, both included. `allow_finer` admits parts of a minor unit, as 0.0125 USD."""
    low, high = _bound("min_value", min_value, -_MOST), _bound("max_value", max_value, _MOST)
    if low > high:
        message = f"min_value={min_value!r} is above max_value={max_value!r}"
        raise InvalidArgument(message)
    codes = st.sampled_from(_currencies(allow_withdrawn=False)) if currencies is None else currencies
    return _money(low, high, codes, _FINER if allow_finer else 0)


@st.composite
def _money(draw: DrawFn, low: Fraction, high: Fraction, codes: SearchStrategy[Currency], finest: int) -> Money:
    currency = draw(codes)
    scale = currency.exponent + (draw(st.integers(0, finest)) if finest else 0)
    least, most = -(-low * 10**scale // 1), high * 10**scale // 1
    if least > most:
        message = f"there is no amount of {currency} with {scale} decimals from {low} to {high}"
        raise InvalidArgument(message)
    return Money.of(draw(st.integers(int(least), int(most))), currency, scale)


def rates(*, max_value: str | int | Decimal = 10) -> SearchStrategy[Rate]:
    """Rates from nothing to `max_value` (at most 10, as a rate above is surely a percentage), some without decimal digits."""
    most = _bound("max_value", max_value, 10)
    if not 0 <= most <= 10:  # noqa: PLR2004 - what a Rate can be
        message = f"max_value={max_value!r} is no rate: from 0 to 10"
        raise InvalidArgument(message)

    def parts(denominator: int) -> SearchStrategy[Rate]:
        return st.integers(0, int(most * denominator)).map(lambda numerator: Rate.of(numerator, denominator))

    return st.sampled_from(_DENOMINATORS).flatmap(parts)


def exchange_rates(*, currencies: Collection[str] | None = None, days: SearchStrategy[date] | None = None) -> SearchStrategy[ExchangeRates]:
    """Exchange rates that lead from each of `currencies` (by default a dozen of all exponents) to every other, some only over a third."""
    codes = tuple(map(Currency, ("EUR", "USD", "GBP", "JPY", "CHF", "SEK", "PLN", "CNY", "BRL", "KRW", "KWD", "CLF") if currencies is None else currencies))
    return _exchange_rates(codes, st.dates(date(2010, 1, 1), date(2035, 12, 31)) if days is None else days)


@st.composite
def _exchange_rates(draw: DrawFn, codes: tuple[Currency, ...], days: SearchStrategy[date]) -> ExchangeRates:
    on, seed = draw(days), draw(st.integers(0, 2**32 - 1))
    quotes: dict[str, Fraction] = {}
    for index, one in enumerate(codes[1:], 1):
        # One draw for all of them, or a table of thirty would take seconds to shrink; drawn as 0, each is worth the other.
        seed = seed and (seed * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        other = codes[(seed >> 8) % index]
        worth = Fraction(1 + (seed >> 16) % 999_999, 10 ** (2 + (seed >> 36) % 4)) if seed else Fraction(1)
        quotes[f"{one}/{other}" if seed >> 40 & 1 else f"{other}/{one}"] = worth
    return ExchangeRates(quotes=quotes, on=on, source="drawn", period="monthly" if seed >> 41 & 1 else "daily")


@st.composite
def language_tags(draw: DrawFn) -> LanguageTag:
    """Language tags as BCP 47 allows them: with and without script and region, with variants, extensions and private subtags."""
    parts = [draw(st.sampled_from(_LANGUAGES))]
    what = draw(st.integers(0, 31))
    if what & 1:
        parts.append(draw(st.sampled_from(_SCRIPTS)))
    if what & 2:
        parts.append(draw(st.sampled_from(_countries(allow_user_assigned=False)) | st.sampled_from(_AREAS)))
    if what >= 24:  # noqa: PLR2004 - a quarter
        parts.append(draw(st.sampled_from(_VARIANTS)))
    if what & 12 == 12:  # noqa: PLR2004 - another
        parts.append(draw(st.sampled_from(_EXTENSIONS)))
    return LanguageTag("-".join(parts))
