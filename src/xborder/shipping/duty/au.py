"""What duty does a cell of Schedule 3 to Australia's Customs Tariff Act 1995 say?

>>> undated, *stages = read_au("5% CAFree From1July2018 2.5% CA FreeFrom1July2019Free")
>>> undated.programmes
((('CA',), Free()),)
>>> [(stage.since.isoformat(), written_au(stage.duty)) for stage in stages]
[('2018-07-01', '2.5%'), ('2019-07-01', 'Free')]

A cell holds the general rate, the rates of groups of countries, and what follows from later days, often run together.
"""

import re
from datetime import date
from typing import NamedTuple

from xborder.codes import Currency
from xborder.money import Money
from xborder.shipping.duty.expression import FREE, WHOLE, AdValorem, Expression, Per, Reference, Specific
from xborder.shipping.duty.notation import NUMBER, Notation, digits_of, parse, plain_rate, rate_of, squeezed
from xborder.shipping.duty.printing import mixed, written

__all__ = ["AU", "Period", "read_au", "written_au"]

_AUD = Currency("AUD")
_SYMBOLS = ("LDC", "DCS", "DCT", "DTC", "NZ", "PG", "FI", "DC", "SG", "CA", "MY")
"""Countries and groups of countries; the longer before those they begin with."""
_SLIPS = {"DTC": "DCT"}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_SYMBOL = "|".join(_SYMBOLS)
_MARK = re.compile(
    rf"From\s*([0-9]{{1,2}})\s*({'|'.join(_MONTHS)})\s*([0-9]{{4}})"
    rf"|(?<![A-Za-z/$])((?:{_SYMBOL})(?:\s*/\s*(?:{_SYMBOL}))*)\s*[;:]?\s*(?=\$|[0-9]|Free)"
)

_UNITS = {
    "/kg": Per(1, "kg"),
    "/t": Per(1, "t"),
    "/L": Per(1, "l"),
    "/stick": Per(1, "sticks"),
    "/L of alcohol": Per(1, "l_alcohol"),
    "/kg of tobacco content": Per(1, "kg", "tobacco"),
    "/kg TSS": Per(1, "kg", "tss"),
    "/L of gasoline": Per(1, "l", "gasoline"),
    "/L of diesel": Per(1, "l", "diesel"),
    "/L of biodiesel": Per(1, "l", "biodiesel"),
    "/L of ethanol": Per(1, "l", "ethanol"),
    "/L of other substances in the blend": Per(1, "l", "other_substances"),
}
_PER = {squeezed(words): per for words, per in _UNITS.items()}
_PER |= {squeezed(words + " (if any)"): per for words, per in _UNITS.items()}
_PER["/lofothersubstances(ifany)intheblend"] = _UNITS["/L of other substances in the blend"]
_ABOVE = "calculated on that alcohol content by which the percentage by volume of alcohol of the goods exceeds"
_EXCEEDS = re.compile(rf"(/lofalcohol),{squeezed(_ABOVE)}([0-9]{{1,3}}(?:\.[0-9]{{1,4}})?)$")

_TERM = re.compile(rf"\s*(\$)?\s*({NUMBER})\s*(%)?\s*(.*)", re.DOTALL)


def _per_of(tail: str) -> Per | None:
    key = squeezed(tail)
    exceeds = _EXCEEDS.match(key)
    return Per(1, "l_alcohol", None, exceeds[2]) if exceeds else _PER.get(key)


def _term(text: str) -> Expression | None:
    """One term: a rate, or an amount and what it is charged by."""
    found = _TERM.match(text)
    if found is None:
        return FREE if squeezed(text) == "free" else None
    dollar, number, sign, tail = found.groups()
    if dollar and not sign:
        per = _per_of(tail) if tail else None
        units, scale = digits_of(number)
        return None if tail and per is None else Specific(Money.of(units, _AUD, scale), per)
    rate = rate_of(number) if sign and not dollar and not tail else None
    if rate is None:
        return None
    return AdValorem(rate) if rate.numerator else FREE


AU = Notation(
    name="au",
    term=_term,
    joints=re.compile(r"(,\s*or,\s*if\s+lower,|,\s*or,\s*if\s+higher,|,\s*and\b|,\s*less\b|\bplus\b|\[|\])"),
    words={",or,iflower,": "MAX", ",or,ifhigher,": "MIN", ",and": "+", "plus": "+", ",less": "-", "[": "[", "]": "]"},
    free="Free",
    percent=lambda rate: f"{mixed(rate)}%",
    money=lambda money: f"${money.digits}" if money.currency == _AUD else f"{money} ",
    units={(per.quantity, per.unit, per.basis): words for words, per in _UNITS.items()},
    bases={},
    components={WHOLE: ""},
    reference=lambda reference: reference.text,
    joined={"sum": ", and ", "difference": ", less ", "min": ", or, if higher, ", "max": ", or, if lower, "},
    per_above=lambda per: f", {_ABOVE} {per.above}",
)


class Period(NamedTuple):
    """What a cell says from one day on; without a day, what it said before the first."""

    since: date | None
    duty: Expression | None
    programmes: tuple[tuple[tuple[str, ...], Expression], ...]


_FREE = (Period(None, FREE, ()),)


def _clean(text: str) -> str:
    return " ".join(re.sub("[\u200b\u200c\u200d\u2060\ufeff]", "", text).split())


def _marked(text: str) -> list[tuple[date | tuple[str, ...] | None, str]] | None:
    """The cell cut at its days and symbols; None where a day does not exist."""
    cuts: list[tuple[date | tuple[str, ...] | None, str]] = []
    mark: date | tuple[str, ...] | None = None
    start = 0
    for found in _MARK.finditer(text):
        cuts.append((mark, text[start : found.start()]))
        start = found.end()
        day, month, year, symbols = found.groups()
        if symbols:
            mark = tuple(dict.fromkeys(_SLIPS.get(one.strip(), one.strip()) for one in symbols.split("/")))
            continue
        try:
            mark = date(int(year), _MONTHS.index(month) + 1, int(day))
        except ValueError:
            return None
    cuts.append((mark, text[start:]))
    return cuts


def read_au(text: str) -> tuple[Period, ...]:
    """What the cell says, from day to day; where any word of it is unknown, one `Reference` with its whole text."""
    if text == "Free":
        return _FREE
    rate = plain_rate(text[:-1]) if text[-1:] == "%" else None
    if rate is not None:
        return (Period(None, AdValorem(rate), ()),)
    words = _clean(text)
    if not words:
        return (Period(None, Reference("blank", ""), ()),)
    if words.startswith("View TCOs for "):
        return (Period(None, Reference("concession_orders", words), ()),)
    return _periods(words) or (Period(None, Reference("unread", words), ()),)


def _periods(words: str) -> tuple[Period, ...] | None:
    periods: list[Period] = []
    for mark, cut in _marked(words) or ():
        if not cut.strip() and mark is None:
            continue
        duty = parse(cut.strip(), AU)
        if duty is None:
            return None
        if mark is None or isinstance(mark, date):
            if periods and (mark is None or (periods[-1].since is not None and mark <= periods[-1].since)):
                return None
            periods.append(Period(mark, duty, ()))
        elif periods:
            periods[-1] = periods[-1]._replace(programmes=(*periods[-1].programmes, (mark, duty)))
        else:
            periods.append(Period(None, None, ((mark, duty),)))
    return tuple(periods)


def written_au(expression: Expression) -> str:
    """The duty as the schedule would write it."""
    return written(expression, AU)
