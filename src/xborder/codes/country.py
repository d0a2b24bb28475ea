"""Which country is meant?

>>> Country("DE")
Country('DE')
>>> Country("DE") == "DE", Country("DE").alpha3, Country("DE").numeric
(True, 'DEU', '276')
"""

from datetime import date
from typing import Self, final

from xborder.codes._iso3166 import BESIDE, TABLE
from xborder.errors import FactError

__all__ = ["Country"]


@final
class Country(str):
    """A country or territory by its ISO 3166-1 alpha-2 code.

    >>> Country("UK")
    Traceback (most recent call last):
    xborder.errors.FactError: country 'UK' is not an ISO 3166-1 alpha-2 code: did you mean 'GB'?

    Read strictly: two capital letters, one of the 249 codes, `XK` (Kosovo), or one of the user-assigned
    `QM`..`QZ`, which are free for places of your own. Codes are interned: equal countries are one object.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        """Reads a code, or refuses it with a hint."""
        known = _COUNTRIES.get(text) if isinstance(text, str) else None
        if known is None:
            raise _unknown(text)
        return known

    @property
    def alpha3(self) -> str:
        """The three-letter code; of user-assigned codes, the one CLDR gives."""
        return _ROWS[self][3:6]

    @property
    def numeric(self) -> str:
        """The number, three digits with its zeros."""
        return _ROWS[self][7:10]

    @property
    def began(self) -> date | None:
        """The first day of a country that is younger than what this library speaks of."""
        return _BEGAN.get(self)

    def on(self, day: date) -> Self:
        """This country, where there was one on that day."""
        began = _BEGAN.get(self)
        if began is not None and day < began:
            raise FactError("no_such_country", f"there was no {self} on {day}", value=str(self), hint=f"it began on {began}")
        return self

    def __repr__(self) -> str:
        return f"Country({str(self)!r})"


# South Sudan became independent on 2011-07-09; the Netherlands Antilles came to an end on 2010-10-10.
_BEGAN = {"SS": date(2011, 7, 9), "CW": date(2010, 10, 10), "SX": date(2010, 10, 10), "BQ": date(2010, 10, 10)}


_ROWS = {row[:2]: row for row in TABLE.splitlines()}
_COUNTRIES = {code: str.__new__(Country, code) for code in _ROWS}


def _unknown(text: object) -> FactError:
    if not isinstance(text, str):
        return FactError("not_text", f"country {text!r} is not text", value=text, hint="pass a code such as 'DE'")
    return FactError(
        "unknown_country",
        f"country {text[:40]!r} is not an ISO 3166-1 alpha-2 code",
        value=text,
        hint=_hint(text),
    )


def _hint(text: str) -> str:
    codes = meant(text)
    if not codes:
        return "pass two capital letters, such as 'DE'"
    if len(codes) == 1:
        return f"did you mean {codes[0]!r}?"
    return f"did you mean one of {', '.join(map(repr, codes))}?"


def meant(text: str) -> list[str]:
    """The codes the text may stand for: other spellings of a code, then names, then names nearly spelt so."""
    from difflib import get_close_matches

    spoken: dict[str, list[str]] = {}
    for code, row in _ROWS.items():
        for spelling in (code, row[3:6], row[7:10], *row[11:].split("|")):
            spoken[spelling.casefold()] = [code]
    for row in BESIDE.splitlines():
        spelling, codes = row.split("=")
        spoken[spelling.casefold()] = codes.split()
    asked = " ".join(text[:80].casefold().split())
    if asked and asked in spoken:
        return spoken[asked]
    near = get_close_matches(asked, spoken, n=1, cutoff=0.8) if len(asked) > 3 else []
    return spoken[near[0]] if near else []
