"""Which currency is meant, how finely is it divided, and is it still money?

>>> Currency("JPY").exponent, Currency("EUR").exponent
(0, 2)
>>> Currency("HRK").withdrawn, Currency("HRK").successor
(datetime.date(2023, 1, 14), Currency('EUR'))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, final

from xborder.codes._iso4217 import TABLE
from xborder.errors import FactError

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Currency"]


@final
class Currency(str):
    """A currency by its ISO 4217 alphabetic code, in force or withdrawn.

    >>> Currency("€")
    Traceback (most recent call last):
    xborder.errors.FactError: currency '€' is not an ISO 4217 code: did you mean 'EUR'?

    Read strictly: three capital letters. Funds and metals are known too; most have no `exponent`. Codes are
    interned: equal currencies are one object.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Reads a code, or refuses it with a hint."""
        known = _CURRENCIES.get(text) if isinstance(text, str) else None
        if known is None:
            raise _unknown(text)
        return known

    @property
    def exponent(self) -> int:
        """How many decimal digits has it by ISO 4217? Not by custom: CLDR shows HUF without, ISO says two.

        >>> Currency("XAU").exponent
        Traceback (most recent call last):
        xborder.errors.FactError: currency 'XAU' has no minor unit in ISO 4217: pass money people pay with
        """
        units = _ROWS[self][8]
        if units == "?":
            hint = "pass money in the currency that replaced it"
            raise FactError(
                "no_minor_unit",
                f"the minor unit of withdrawn currency {str(self)!r} is not known",
                value=self,
                hint=hint,
            )
        if units == "-":
            hint = "pass money people pay with"
            raise FactError(
                "no_minor_unit",
                f"currency {str(self)!r} has no minor unit in ISO 4217",
                value=self,
                hint=hint,
            )
        return int(units)

    @property
    def numeric(self) -> str | None:
        """The number, three digits with its zeros; `None` for three old funds codes that never had one."""
        number = _ROWS[self][4:7]
        return None if number == "---" else number

    @property
    def withdrawn(self) -> date | None:
        """The last day it was legal tender, `None` while it is.

        Before 2009 the days are CLDR's: some are the eve of the successor, some the end of dual use.
        """
        from datetime import date

        last = _ROWS[self][10:20]
        return date.fromisoformat(last) if last else None

    @property
    def successor(self) -> Currency | None:
        """What took its place, itself perhaps withdrawn since; `None` where nothing did, or several did."""
        return _CURRENCIES.get(_ROWS[self][21:24])

    def check_on(self, day: date) -> None:
        """Refuses a day after the last one on which the currency was legal tender.

        >>> from datetime import date
        >>> Currency("DEM").check_on(date(2026, 2, 2))
        Traceback (most recent call last):
        xborder.errors.FactError: currency 'DEM' ended on 2002-02-28, before 2026-02-02: did you mean 'EUR'?
        """
        asked = day.isoformat()[:10]  # a datetime speaks of its own calendar day
        if not _ended(self, asked):
            return
        heir = self.successor
        while heir is not None and _ended(heir, asked):
            heir = heir.successor
        hint = f"did you mean {str(heir)!r}?" if heir else "pass the currency in force on that day"
        message = f"currency {str(self)!r} ended on {_ROWS[self][10:20]}, before {asked}"
        raise FactError("withdrawn_currency", message, value=self, hint=hint)

    def __repr__(self) -> str:
        return f"Currency({str(self)!r})"


_ROWS = {row[:3]: row for row in TABLE.splitlines()}
_CURRENCIES = {code: str.__new__(Currency, code) for code in _ROWS}

_SPOKEN = """\
€=EUR £=GBP ₹=INR ₩=KRW ₽=RUB ₺=TRY ₪=ILS ₫=VND ₴=UAH ₦=NGN ฿=THB ₱=PHP ₸=KZT ₼=AZN ₾=GEL ₡=CRC ₲=PYG
₭=LAK ₮=MNT R$=BRL US$=USD C$=CAD A$=AUD NZ$=NZD HK$=HKD S$=SGD NT$=TWD JP¥=JPY CN¥=CNY ZŁ=PLN KČ=CZK
FT=HUF RMB=CNY CNH=CNY NTD=TWD NIS=ILS STG=GBP UKP=GBP EURO=EUR EUROS=EUR GBX=GBP
"""
_SHARED = {
    "$": "say whose dollar or peso: 'USD', 'CAD', 'AUD', 'MXN' or another",
    "¥": "say whose: 'JPY' for yen, 'CNY' for yuan",
    "KR": "say whose crown: 'SEK', 'NOK', 'DKK' or 'ISK'",
    "FR": "say whose franc, such as 'CHF'",
}
_COINS = frozenset({"BTC", "XBT", "ETH", "USDT", "USDC", "SOL", "XRP", "BNB", "DOGE"})


def _ended(currency: Currency, day: str) -> bool:
    last = _ROWS[currency][10:20]
    return bool(last) and day > last


def _unknown(text: object) -> FactError:
    if not isinstance(text, str):
        return FactError("not_text", f"currency {text!r} is not text", value=text, hint="pass a code such as 'EUR'")
    return FactError("unknown_currency", f"currency {text[:40]!r} is not an ISO 4217 code", value=text, hint=_hint(text))


def _hint(text: str) -> str:
    asked = text[:40].strip().upper()
    numbered = (code for code, row in _ROWS.items() if row[4:7] == asked and not row[10:])
    spoken = dict(pair.split("=") for pair in _SPOKEN.split())
    meant = asked if asked in _ROWS else spoken.get(asked) or next(numbered, None)
    if meant:
        return f"did you mean {meant!r}?"
    if asked in _COINS:
        return "crypto-assets have no ISO 4217 code; pass the currency they are converted to"
    return _SHARED.get(asked, "pass three capital letters, such as 'EUR'")
