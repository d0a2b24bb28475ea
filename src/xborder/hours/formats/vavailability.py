"""Opening hours as an iCalendar `VAVAILABILITY` (RFC 7953), for calendars that ask when somebody can be met.

>>> desk = Schedule(timezone="Asia/Tokyo", weekly={"mon-fri": [["09:00", "17:00"]]})
>>> text = to_vavailability(desk, uid="desk", stamp=datetime(2026, 11, 21, tzinfo=UTC), first="2026-11-23", last="2026-12-31")
>>> print(next(line for line in text.splitlines() if line.startswith("RRULE")))
RRULE:FREQ=WEEKLY;UNTIL=20261231T000000Z;BYDAY=MO,TU,WE,TH,FR
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours.edges import difference, intervals, merged
from xborder.hours.schedules import Schedule
from xborder.values import day, instant, text

__all__ = ["to_vavailability"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
_MOST = 3_660
_ESCAPED = {ord(one): f"\\{one}" for one in "\\;,"}
_WIDTH = 75
"""How many octets a line of iCalendar has at most (RFC 5545, 3.1)."""
Span = tuple[int, int]


def to_vavailability(schedule: Schedule, /, *, uid: str, stamp: datetime, first: date | str, last: date | str) -> str:
    """The hours from one day to another, both included, as a calendar of one `VAVAILABILITY`; outside them it is busy.

    Days that keep the hours of their weekday are one recurring `AVAILABLE` a stretch; every other day (special, holiday,
    season, break, a night on which the clock is turned) has its own. `uid` and `stamp` are yours: nothing here invents any.
    """
    start, end = day(first), day(last)
    if end < start or (end - start).days > _MOST:
        raise FactError(
            "not_a_period", f"{start} to {end} is no stretch of at most {_MOST} days", value=f"{start}/{end}", hint="name its first and its last day"
        )
    name, zone = text(uid).translate(_ESCAPED), schedule.timezone
    made = instant(stamp).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//xborder//hours//EN", *_timezone(zone, start, end), "BEGIN:VAVAILABILITY"]
    lines += [f"UID:{name}", f"DTSTAMP:{made}", f"DTSTART;TZID={zone}:{_local(start, 0)}", f"DTEND;TZID={zone}:{_local(end + _DAY, 0)}"]
    for index, part in enumerate(_available(schedule, start, end), 1):
        lines += ["BEGIN:AVAILABLE", f"UID:{name}-{index}", f"DTSTAMP:{made}", *part, "END:AVAILABLE"]
    lines += ["END:VAVAILABILITY", "END:VCALENDAR"]
    return "".join(f"{piece}\r\n" for line in lines for piece in _folded(line))


def _available(schedule: Schedule, start: date, end: date) -> Iterator[list[str]]:
    zone = schedule.timezone
    usual = [tuple(one or ()) for one in schedule.weekly]
    days = [start + _DAY * index for index in range((end - start).days + 1)]
    kept = {on: _hours(schedule, on) for on in days}
    odd = {on for on in days if kept[on] != usual[on.weekday()] or not _even(zone, on, kept[on])}
    weekdays: dict[Span, list[int]] = {}
    for index, hours in enumerate(usual):
        for span in hours:
            weekdays.setdefault(span, []).append(index)
    for span, members in weekdays.items():
        due = [on for on in days if on.weekday() in members]
        plain = [on for on in due if on not in odd]
        if plain:
            until = _EPOCH + timedelta(seconds=zones.second(zones.zone(zone), _wall(plain[-1], span[0])))
            rule = f"RRULE:FREQ=WEEKLY;UNTIL={until.strftime('%Y%m%dT%H%M%SZ')};BYDAY={','.join(_BYDAY[one] for one in members)}"
            left_out = [f"EXDATE;TZID={zone}:{_local(on, span[0])}" for on in due if on in odd and plain[0] < on < plain[-1]]
            yield [*_times(zone, plain[0], span), rule, *left_out]
    night = start - _DAY
    if any(finish > 24 * 60 for _, finish in _hours(schedule, night)):
        spill = [(max(begin, 24 * 60), finish) for begin, finish in _hours(schedule, night) if finish > 24 * 60]
        yield from (_times(zone, night, span) for span in spill if _lasts(zone, night, span))
    for on in sorted(odd):
        yield from (_times(zone, on, span) for span in kept[on] if _lasts(zone, on, span))


_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def _hours(schedule: Schedule, on: date) -> tuple[Span, ...]:
    """The hours that begin on a day, without the breaks of that day and its neighbours."""
    hours = schedule.ruling(on).hours
    taken = [
        (start + shift, end + shift)
        for when, spans in schedule.breaks
        if -1 <= (when - on).days <= 1
        for shift in [(when - on).days * 24 * 60]
        for start, end in spans
    ]
    return tuple(intervals(difference(merged(hours), merged(taken)))) if taken else tuple(hours)


def _even(zone: str, on: date, hours: tuple[Span, ...]) -> bool:
    """Whether each stretch lasts as long as it looks: recurring ones all last as long as the first (RFC 5545, 3.8.5.3)."""
    clock = zones.zone(zone)
    return all(zones.second(clock, _wall(on, end)) - zones.second(clock, _wall(on, start)) == (end - start) * 60 for start, end in hours)


def _lasts(zone: str, on: date, span: Span) -> bool:
    clock = zones.zone(zone)
    shown = zones.second(clock, _wall(on, 0)) < zones.second(clock, _wall(on, 24 * 60))
    return shown and zones.second(clock, _wall(on, span[0])) < zones.second(clock, _wall(on, span[1]))


def _times(zone: str, on: date, span: Span) -> list[str]:
    return [f"DTSTART;TZID={zone}:{_local(on, span[0])}", f"DTEND;TZID={zone}:{_local(on, span[1])}"]


def _wall(on: date, minute: int) -> datetime:
    return datetime.fromordinal(on.toordinal()) + timedelta(minutes=minute)


def _local(on: date, minute: int) -> str:
    return _wall(on, minute).strftime("%Y%m%dT%H%M%S")


def _timezone(zone: str, start: date, end: date) -> Iterator[str]:
    """The zone's offsets in these days, each as an observance of its own."""
    clock = zones.zone(zone)
    midnights = [_EPOCH + timedelta(seconds=one) for one in zones.midnights(clock, (start - _DAY).toordinal(), (end + 3 * _DAY).toordinal())]
    turns = [midnights[0] - _DAY]
    for one, other in pairwise(midnights):
        low, high = one, other
        before = low.astimezone(clock).utcoffset()
        if before == high.astimezone(clock).utcoffset():
            continue
        while high - low > timedelta(seconds=1):
            middle = low + (high - low) // 2
            middle = middle.replace(microsecond=0)
            low, high = (middle, high) if middle.astimezone(clock).utcoffset() == before else (low, middle)
        turns.append(high)
    yield from ("BEGIN:VTIMEZONE", f"TZID:{zone}")
    for turn in turns:
        old, new = ((turn - timedelta(seconds=second)).astimezone(clock) for second in (1, 0))
        kind = "DAYLIGHT" if new.dst() else "STANDARD"
        wall = (turn + (old.utcoffset() or timedelta(0))).strftime("%Y%m%dT%H%M%S")
        offsets = [f"TZOFFSETFROM:{_offset(old)}", f"TZOFFSETTO:{_offset(new)}"]
        yield from (f"BEGIN:{kind}", f"DTSTART:{wall}", *offsets, f"END:{kind}")
    yield "END:VTIMEZONE"


def _offset(at: datetime) -> str:
    seconds = (at.utcoffset() or timedelta(0)) // timedelta(seconds=1)
    hours, rest = divmod(abs(seconds), 3600)
    minutes, left = divmod(rest, 60)
    return f"{'-' if seconds < 0 else '+'}{hours:02d}{minutes:02d}{f'{left:02d}' if left else ''}"


def _folded(line: str) -> Iterator[str]:
    """A line cut so that no piece has more octets than allowed."""
    octets = line.encode()
    while len(octets) > _WIDTH:
        cut = _WIDTH
        while octets[cut] & 0xC0 == 0x80:  # never within a character
            cut -= 1
        yield octets[:cut].decode()
        octets = b" " + octets[cut:]
    yield octets.decode()
