"""Which days does a place not work? The only door to the `holidays` package, frozen year by year.

What the package forecasts looks there exactly like what was decreed; here every day says how well it is known:
`decreed` by the order for that very day or year, by a standing `rule`, `estimated` (a moon still to be sighted, an order
still to come), or `unknown`, because the tables of the package do not reach that year.
"""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypedDict, final

from xborder.doors.years import CalendarDay, CalendarYear, Confidence
from xborder.errors import FactError
from xborder.values import nearest, text

if TYPE_CHECKING:
    from holidays.holiday_base import HolidayBase

__all__ = ["CalendarDay", "CalendarYear", "Confidence", "calendar_year", "countries", "ramadan", "version", "weekend"]

_YEARS: "dict[tuple[str, str | None, int, tuple[str, ...]], CalendarYear]" = {}
_COUNTRIES: dict[str, dict[str, tuple[str, ...]]] = {}
_ENTITIES: "dict[str, type[HolidayBase]]" = {}
_SPANS: dict[tuple[str, str | None, tuple[str, ...]], tuple[tuple[int, int], ...]] = {}
_REFERENCE = 2020
_LANGUAGE = "en_US"
_ONE = timedelta(days=1)
_HALF = "half_day"
_FROM = re.compile(r"\(from (\d{1,2})(?::([0-5]\d))? ?([ap])m\)")
_SHORTER = re.compile(r"shortened by (\d{1,2}) hours?\)")


def version() -> str:
    """The version of the `holidays` package that is read."""
    from holidays.version import __version__

    return __version__


def countries() -> tuple[str, ...]:
    """The countries whose holidays are known, as ISO 3166-1 codes."""
    return tuple(_registry())


def _registry() -> dict[str, tuple[str, ...]]:
    known = _COUNTRIES.get("all")
    if known is None:
        from holidays.registry import COUNTRIES

        known = _COUNTRIES.setdefault("all", {codes[1]: codes for codes in sorted(COUNTRIES.values(), key=lambda one: one[1])})
    return known


def calendar_year(country: str, region: str | None, year: int, categories: tuple[str, ...] = ("public",), /) -> CalendarYear:
    """The holidays of a country or one of its regions in one year.

    >>> spring = calendar_year("CN", None, 2026)
    >>> [(one.day.isoformat(), one.makes_up.isoformat()) for one in spring.makeup if one.makes_up and one.day.month == 2]
    [('2026-02-14', '2026-02-20'), ('2026-02-28', '2026-02-23')]
    """
    asked = (country, region, year, categories)
    known = _YEARS.get(asked)
    return known if known is not None else _YEARS.setdefault(asked, _read(*asked))


def _entity(country: str, region: str | None, categories: tuple[str, ...]) -> "type[HolidayBase]":
    """The package's class for a country, once all that is asked of it is known to exist."""
    if text(country) not in _registry():
        alias = [code for code, codes in _registry().items() if country in codes or country.upper() == code]
        hint = f"did you mean {alias[0]!r}?" if alias else "write an ISO 3166-1 code, as 'DE'"
        raise FactError(
            "unknown_country",
            f"country {country!r} has no calendar in holidays {version()}",
            path="/country",
            value=country,
            hint=hint,
        )
    entity = _spoken(country)
    if region is not None and region not in (known := (*entity.subdivisions, *entity.subdivisions_aliases)):
        hint = nearest(region, known) if known else "leave it out: the calendar is national"
        raise FactError(
            "unknown_region",
            f"region {region!r} of {country} has no calendar in holidays {version()}",
            path="/region",
            value=region,
            hint=hint,
        )
    for index, one in enumerate(categories):
        if one not in entity.supported_categories:
            hint = nearest(one, entity.supported_categories)
            raise FactError(
                "unknown_category",
                f"{country} has no holidays called {one!r}",
                path=f"/categories/{index}",
                value=one,
                hint=hint,
            )
    if not categories:
        raise FactError(
            "no_categories",
            "a calendar needs a category of holidays",
            path="/categories",
            hint="'public' is the usual one",
        )
    return entity


def _spoken(country: str) -> "type[HolidayBase]":
    """The package's class for a country, which names its days in English whatever the host speaks."""
    known = _ENTITIES.get(country)
    if known is not None:
        return known
    import holidays

    entity: type[HolidayBase] = getattr(holidays, country).get_entity()
    if _LANGUAGE not in entity.supported_languages:
        # Where nothing is translated the package lets gettext look for the host's languages; its names are English as they stand.
        entity = type(entity.__name__, (entity,), {"_init_translation": _untranslated})
    return _ENTITIES.setdefault(country, entity)


def _untranslated(book: "HolidayBase") -> None:
    book.tr = _as_it_stands


def _as_it_stands(message: str) -> str:
    return message


def _read(country: str, region: str | None, year: int, categories: tuple[str, ...]) -> CalendarYear:
    entity = _entity(country, region, categories)

    def build(wanted: int, kinds: tuple[str, ...]) -> "HolidayBase":
        # The language is named because the default one is read from the environment; nothing expands while it is asked.
        return entity(years=wanted, subdiv=region, expand=False, categories=kinds, language=_LANGUAGE)

    spans = _spans(entity, region, categories)
    base = _known(entity, spans, year)
    last = min((entity.end_year, *(one[1] for one in spans)))
    if base == "unknown":
        return _silent(country, region, year, categories, last)
    book = build(year, categories)
    # A year with no holiday of any kind was never written down; one with none of this kind may be so by law.
    if not book and not build(year, tuple(entity.supported_categories)):
        return _silent(country, region, year, categories, last)
    orders = _orders(book, categories, region)
    moved = {one[1]: one[0] for one in orders if one[1]}
    ordered = {one[0] for one in orders}
    latest = max(one[0].year for one in orders) if moved else None
    if latest is not None and base == "rule":
        base = "estimated" if year > latest else "decreed" if any(one[1] and one[0].year == year for one in orders) else "rule"
    halves = _halves(build(year, (_HALF,)), year) if _HALF in entity.supported_categories else {}
    rest = tuple(one for one in categories if one != _HALF)
    whole = set(build(year, rest)) if rest and rest != categories else set(book) - (set() if rest else set(halves))
    closed = tuple(
        CalendarDay(day=on, name=name, confidence=_how(on, name, ordered, base)) if on in whole else halves[on]
        for on, name in sorted(book.items())
        if on.year == year
    )
    # An order for January may have work made up in the December before.
    later = build(year + 1, categories).weekend_workdays if latest is not None and year < entity.end_year else set()
    makeup = tuple(
        CalendarDay(day=on, name="Make-up working day", confidence="decreed", makes_up=moved.get(on))
        for on in sorted(book.weekend_workdays | later)
        if on.year == year and on not in book
    )
    shaky = {near for one in closed if one.confidence == "estimated" for near in (one.day - _ONE, one.day, one.day + _ONE)}
    every = [date(year, 1, 1) + _ONE * index for index in range((date(year, 12, 31) - date(year, 1, 1)).days + 1)]
    return CalendarYear(
        country=country,
        region=region,
        year=year,
        categories=categories,
        confidence=base,
        horizon=last if latest is None else min(last, latest),
        closed=closed,
        makeup=makeup,
        weekend=[on for on in every if book.is_weekend(on)],
        estimated=sorted(on for on in shaky if on.year == year),
        halves=[one for on, one in sorted(halves.items()) if on not in book],
    )


class _Part(TypedDict, total=False):
    from_minute: int
    shorter_by: int


def _halves(book: "HolidayBase", year: int) -> dict[date, CalendarDay]:
    """The half days of a year. When they begin stands only in their names, so they are estimates at best."""
    return {on: CalendarDay(day=on, name=name, confidence="estimated", half=True, **_part_of(name)) for on, name in book.items() if on.year == year}


def _part_of(name: str) -> _Part:
    """How much of a half day is free, where its English name says so."""
    found = _FROM.search(name)
    if found:
        return {"from_minute": (int(found[1]) % 12 + (12 if found[3] == "p" else 0)) * 60 + int(found[2] or 0)}
    if "(afternoon)" in name.lower():
        return {"from_minute": 12 * 60}
    found = _SHORTER.search(name)
    return {"shorter_by": int(found[1]) * 60} if found else {}


def _silent(country: str, region: str | None, year: int, categories: tuple[str, ...], last: int) -> CalendarYear:
    return CalendarYear(
        country=country,
        region=region,
        year=year,
        categories=categories,
        confidence="unknown",
        horizon=last,
        closed=(),
        makeup=(),
        weekend=(),
        estimated=(),
    )


def _how(on: date, name: str, ordered: set[date], base: Confidence) -> Confidence:
    """How well a holiday is known; the package marks an estimate only in its (English) name."""
    if "estimated" in name:
        return "estimated"
    if on in ordered:
        return "decreed"
    if base == "estimated":
        return "estimated" if "observed" in name else "rule"
    return base


def _orders(book: "HolidayBase", categories: tuple[str, ...], region: str | None) -> list[tuple[date, date | None]]:
    """The days that an order of one year made free, each with the day of rest on which its work is made up."""
    part = _part(book, region)
    names = [f"special_{middle}{one}_holidays{end}" for one in categories for middle in ("", part) for end in ("", "_observed")]
    orders: list[tuple[date, date | None]] = []
    for table in (getattr(book, name, None) for name in dict.fromkeys(names)):
        for year, rows in table.items() if isinstance(table, dict) else ():
            for row in rows if rows and isinstance(rows[0], tuple) else (rows,):
                swap = isinstance(row[2], int)
                work = date(row[4] if len(row) > 4 else year, row[2], row[3]) if swap else None
                orders.append((date(year, row[0], row[1]), work))
    return orders


def _part(book: "HolidayBase", region: str | None) -> str:
    """A region as the package's table names spell it."""
    if region is None:
        return ""
    return book.subdivisions_aliases.get(region, region).lower().replace("-", "_").replace(" ", "_") + "_"


@final
class _Table:
    """A lunar calendar that remembers which of its tables are read while holidays are worked out."""

    __slots__ = ("_calendar", "_spans")

    def __init__(self, calendar: object, spans: dict[str, tuple[int, int]]) -> None:
        self._calendar = calendar
        self._spans = spans

    def __getattr__(self, name: str) -> Any:
        table = getattr(self._calendar, name.upper().rpartition("_")[0] + "_DATES", None)
        if isinstance(table, dict) and table:
            self._spans[name] = (min(table), max(table))
        elif name.endswith(("_date", "_dates")) and (last := getattr(self._calendar, "END_YEAR", None)):
            self._spans[name] = (getattr(self._calendar, "START_YEAR", last), last)
        return getattr(self._calendar, name)


def _spans(entity: "type[HolidayBase]", region: str | None, categories: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The first and last year of each lunar table a calendar reads; outside them the package drops the holiday silently."""
    asked = (entity.__name__, region, categories)
    known = _SPANS.get(asked)
    if known is not None:
        return known
    book = entity(subdiv=region, expand=True, categories=categories, language=_LANGUAGE)
    spans: dict[str, tuple[int, int]] = {}
    for name, calendar in list(vars(book).items()):
        if name.endswith("_calendar") and not isinstance(calendar, str):
            setattr(book, name, _Table(calendar, spans))
    # Asking for a day makes the book work out its year; any year that all tables reach will do.
    book.get(date(min(max(_REFERENCE, entity.start_year), entity.end_year), 1, 1))
    return _SPANS.setdefault(asked, tuple(sorted(spans.values())))


def _known(entity: "type[HolidayBase]", spans: tuple[tuple[int, int], ...], year: int) -> Confidence:
    """Whether the tables reach a year: those of a country that mostly fall silent leave it unknown, a few make it a guess."""
    if not entity.start_year <= year <= entity.end_year:
        return "unknown"
    silent = sum(not first <= year <= last for first, last in spans)
    return "rule" if not silent else "unknown" if 2 * silent >= len(spans) else "estimated"


def ramadan(year: int, /) -> tuple[tuple[date, date], ...]:
    """The first and the last day of each Ramadan that begins in a year, by the calendar of Umm al-Qura: every one an estimate.

    >>> ramadan(2030)
    ((datetime.date(2030, 1, 5), datetime.date(2030, 2, 3)), (datetime.date(2030, 12, 26), datetime.date(2031, 1, 23)))

    Each country sights its own moon: the true days may lie one before or after.
    """
    from holidays.calendars.islamic import _IslamicLunar

    moons = _IslamicLunar()
    starts = sorted({on for on, _ in moons.ramadan_beginning_dates(year) if on.year == year})
    feasts = sorted({on for one in (year, year + 1) for on, _ in moons.eid_al_fitr_dates(one)})
    found = tuple((on, next(one for one in feasts if one > on) - _ONE) for on in starts if on < (feasts or [on])[-1])
    if not found:
        raise FactError(
            "year_out_of_range",
            f"the moons of {year} are not in holidays {version()}",
            value=year,
            hint="the tables reach from 1925 to 2099",
        )
    return found


def weekend(country: str, region: str | None, on: date, /) -> frozenset[int]:
    """The days of rest of the week a day lies in, Monday being 0, as the package's history has them.

    >>> [sorted(weekend("AE", None, date(year, 6, 1))) for year in (2021, 2022)], sorted(weekend("BN", None, date(2026, 6, 1)))
    ([[4, 5], [5, 6]], [4, 6])
    """
    entity = _entity(country, region, ("public",))
    book = entity(subdiv=region, years=on.year, expand=False, language=_LANGUAGE)

    return frozenset(book._get_weekend(on))  # noqa: SLF001 - `is_weekend` tells of one day, not of its week
