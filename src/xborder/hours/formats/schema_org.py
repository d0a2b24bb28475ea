"""Opening hours as schema.org writes them: `OpeningHoursSpecification`.

>>> written = to_schema_org(Schedule(timezone="Europe/Berlin", weekly={"sat": [["20:00", "26:00"]]}))
>>> written
[{'@type': 'OpeningHoursSpecification', 'dayOfWeek': ['Saturday'], 'opens': '20:00', 'closes': '02:00'}]
>>> from_schema_org(written, timezone="Europe/Berlin").weekly.to_dict()
{'sat': [['20:00', '26:00']]}
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from xborder.errors import FactError
from xborder.hours.calendars import Holidays
from xborder.hours.formats.saying import NAMES, clock, refuse_all_but, unreadable, unsayable
from xborder.hours.schedules import Schedule
from xborder.hours.seasons import Season
from xborder.hours.week import DAYS, Hours, Week, period
from xborder.values import nearest, plain, read

__all__ = ["from_schema_org", "to_schema_org"]

_FORMAT = "schema.org"
_HOLIDAYS = "PublicHolidays"
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?")
_WHOLE = 24 * 60
_EVER = (date.min, date.max)
_DAY = timedelta(days=1)
Spec = dict[str, Any]
Valid = tuple[date, date] | None


def from_schema_org(
    data: Mapping[str, Any] | Iterable[Mapping[str, Any]], /, *, timezone: str, holidays: Holidays | Mapping[str, Any] | None = None
) -> Schedule:
    """A schedule from specifications: a list of them, or whatever has them under `openingHoursSpecification`.

    Those with a day of the week are its week or, where they say from when until when, its seasons; those with dates alone are
    special days. 00:00 to 23:59 is the whole day, 00:00 to 00:00 and no times at all are closed. schema.org knows no zone:
    name it. `PublicHolidays` may be closed where `holidays` says whose.
    """
    calendar: Holidays | None = None
    weeks: dict[Valid, list[list[tuple[int, int]] | None]] = {}
    special: dict[date, list[tuple[int, int]]] = {}
    for index, spec in enumerate(_specs(data)):
        try:
            span, valid = _span(spec), _valid(spec)
            days = _days(spec)
            if _HOLIDAYS in days:
                calendar = _calendar(holidays, span, valid)
                days.remove(_HOLIDAYS)
                if not days:
                    continue
            if not days and valid:
                for on in _dates(valid):
                    special.setdefault(on, []).extend(span)
                continue
            kept = weeks.setdefault(valid, [None] * 7)
            for name in days or NAMES:
                place = NAMES.index(name)
                kept[place] = [*(kept[place] or []), *span]
        except FactError as error:
            raise error.under(index) from None
    spans = {valid: _week(kept) for valid, kept in weeks.items()}
    base = spans.pop(None, None)
    ends = None
    if base is None and len(spans) == 1 and all(first <= on <= last for first, last in [next(iter(spans)) or _EVER] for on in special):
        ends, base = spans.popitem()
    return Schedule(
        timezone=timezone,
        weekly=base or {},
        special={on.isoformat(): _written(one) for on, one in special.items()},
        holidays=calendar,
        valid=ends,
        seasons=[Season(valid=valid, weekly=kept) for valid, kept in spans.items() if valid],
    )


def _specs(data: Any) -> list[Mapping[str, Any]]:
    if isinstance(data, Mapping):
        found = [data.get(key, []) for key in ("openingHoursSpecification", "specialOpeningHoursSpecification")] if "opens" not in data else [[data]]
        return [one for part in found for one in ([part] if isinstance(part, Mapping) else part)]
    return list(data)


def _span(spec: Mapping[str, Any]) -> list[tuple[int, int]]:
    opens, closes = (_minute(spec.get(key), key) for key in ("opens", "closes"))
    if opens is None and closes is None:
        return []
    if opens is None or closes is None:
        unreadable(_FORMAT, "an opening without a closing", "give both, or neither for a closed day", dict(spec))
    if opens == closes:
        if opens == 0:
            return []
        unreadable(_FORMAT, f"an opening at {clock(opens)} that closes then, too,", "the whole day is 00:00 to 23:59", dict(spec))
    if (opens, closes) == (0, _WHOLE - 1):
        return [(0, _WHOLE)]
    return [(opens, closes if closes > opens else closes + _WHOLE)]


def _minute(value: object, key: str) -> int | None:
    if value is None:
        return None
    found = _TIME.fullmatch(value) if isinstance(value, str) else None
    if found is None or not (found[3] in (None, "00") or found[0] == "23:59:59"):
        unreadable(_FORMAT, f"the time {value!r}", "write hours and minutes, as '09:00', without a zone", value, f"/{key}")
    return int(found[1]) * 60 + int(found[2])


def _valid(spec: Mapping[str, Any]) -> Valid:
    start, end = spec.get("validFrom"), spec.get("validThrough")
    if start is None and end is None:
        return None
    if start is None or end is None:
        unreadable(_FORMAT, "a validity with one end", "give validFrom and validThrough", dict(spec))
    return period(f"{str(start)[:10]}/{str(end)[:10]}")


def _days(spec: Mapping[str, Any]) -> list[str]:
    named = spec.get("dayOfWeek", [])
    days = []
    for one in [named] if isinstance(named, str) else named:
        name = str(one).rpartition("/")[2]
        if name not in (*NAMES, _HOLIDAYS):
            raise FactError("unknown_day", f"{one!r} is no day of the week", path="/dayOfWeek", value=one, hint=nearest(name, NAMES))
        days.append(name)
    return days


def _calendar(holidays: Any, span: list[tuple[int, int]], valid: Valid) -> Holidays:
    if span or valid:
        unreadable(_FORMAT, "hours on public holidays", "name these days in special", _HOLIDAYS)
    if holidays is None:
        unreadable(_FORMAT, f"{_HOLIDAYS} of nobody", "say whose: holidays={'country': 'DE'}", _HOLIDAYS)
    return read(Holidays, holidays)


def _dates(valid: tuple[date, date]) -> list[date]:
    return [date.fromordinal(one) for one in range(valid[0].toordinal(), valid[1].toordinal() + 1)]


def _week(kept: list[list[tuple[int, int]] | None]) -> dict[str, list[list[str]]]:
    return {name: _written(one) for name, one in zip(DAYS, kept, strict=True) if one is not None}


def _written(spans: Iterable[tuple[int, int]]) -> list[list[str]]:
    return [[clock(start), clock(end)] for start, end in spans]


def to_schema_org(schedule: Schedule, /) -> list[Spec]:
    """The specifications of a schedule; its zone and how sure a season is are not written."""
    refuse_all_but(schedule, _FORMAT, "special", "holidays", "seasons", "valid")
    first, last = schedule.valid or _EVER
    specs: list[Spec] = [] if schedule.valid else _weekly(schedule.weekly, None)
    begins = first
    for season in schedule.seasons:
        start, end = max(first, season.valid[0]), min(last, season.valid[1])
        if start <= end:
            if schedule.valid and begins < start:
                specs += _weekly(schedule.weekly, (begins, start - _DAY))
            specs += _weekly(season.weekly, (start, end)) or [_spec(["Monday"], None, (start, end))]
            begins = min(end, date.max - _DAY) + _DAY
    if schedule.valid and begins <= last:
        specs += _weekly(schedule.weekly, (begins, last))
    if schedule.holidays:
        if schedule.holidays.categories != ("public",):
            unsayable(_FORMAT, "holidays that are not public", "write a schedule with public ones", plain(schedule.holidays))
        specs.append(_spec([_HOLIDAYS], None, None))
    for on, one in schedule.special:
        if first <= on <= last:
            specs += [_spec([], span, (on, on)) for span in _split(one)] or [_spec([], None, (on, on))]
    return specs


def _weekly(week: Week, valid: Valid) -> list[Spec]:
    """A specification for each stretch of hours, naming all days that keep it; and one for the days named as closed."""
    spans: dict[tuple[int, int] | None, list[str]] = {}
    for name, one in zip(NAMES, week, strict=True):
        if one is not None:
            for span in _split(one) or [None]:
                spans.setdefault(span, []).append(name)
    return [_spec(days, span, valid) for span, days in spans.items()]


def _split(hours: Hours) -> list[tuple[int, int] | None]:
    """The stretches of a day as schema.org can say them: shorter than a day, or the whole day."""
    found: list[tuple[int, int] | None] = []
    for start, end in hours:
        if (start, end) == (0, _WHOLE - 1):  # as one stretch this would read as the whole day
            found += [(0, _WHOLE // 2), (_WHOLE // 2, end)]
        elif end - start < _WHOLE or (start, end) == (0, _WHOLE):
            found.append((start, end))
        else:
            unsayable(_FORMAT, f"an opening of a day or longer, {clock(start)} to {clock(end)}", "end it at midnight and go on the next day", (start, end))
    return found


def _spec(days: list[str], span: tuple[int, int] | None, valid: Valid) -> Spec:
    spec: Spec = {"@type": "OpeningHoursSpecification"}
    if days:
        spec["dayOfWeek"] = days
    start, end = span or (0, 0)
    spec["opens"] = clock(start)
    spec["closes"] = "23:59" if (start, end) == (0, _WHOLE) else clock(end % _WHOLE)
    if valid:
        spec["validFrom"], spec["validThrough"] = (one.isoformat() for one in valid)
    return spec
