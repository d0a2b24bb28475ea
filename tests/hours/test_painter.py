"""Every minute painted by an oracle that only reads clocks forwards, through gaps, overlaps and a day that never was.

The oracle asks what the clock shows at each minute of UTC and looks an opening time up among what it showed; it shares
nothing with the compiler, which asks at what instant the clock shows a time.
"""

import random
from bisect import bisect_left
from datetime import UTC, date, datetime, timedelta

import holidays as package
import pytest

from xborder.doors import zones
from xborder.hours import Schedule
from xborder.hours.week import DAYS, spans

MARGIN = 4 * 1440
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
ODD = [
    ("Europe/Paris", 2026),
    ("America/Vancouver", 2026),
    ("Australia/Lord_Howe", 2026),
    ("Antarctica/Troll", 2026),
    ("Africa/Cairo", 2026),
    ("Asia/Beirut", 2026),
    ("America/Havana", 2026),
    ("America/Santiago", 2026),
    ("America/Nuuk", 2026),
    ("Atlantic/Azores", 2026),
    ("Pacific/Chatham", 2026),
    ("Africa/Casablanca", 2026),
    ("America/St_Johns", 2011),
    ("Pacific/Apia", 2011),
    ("Asia/Kathmandu", 2026),
]


def minute(moment):
    return (moment - EPOCH) // timedelta(minutes=1)


class Clock:
    """What a zone's clock shows at each minute of a stretch, as minutes of a clock without zone."""

    def __init__(self, name, first, last):
        self.first = first
        zone = zones.zone(name)
        self.shown = [minute((EPOCH + timedelta(minutes=at)).astimezone(zone).replace(tzinfo=UTC)) for at in range(first, last)]
        self.when = {}
        for at, shown in enumerate(self.shown, first):
            self.when.setdefault(shown, at)
        self.highest = []
        for shown in self.shown:
            self.highest.append(max(shown, self.highest[-1] if self.highest else shown))

    def minute(self, shown):
        """The first minute at which it shows that; for a time it skips, read with the offset before the gap."""
        at = self.when.get(shown)
        if at is not None:
            return at
        index = bisect_left(self.highest, shown)
        before = self.shown[index - 1] - (self.first + index - 1)
        return shown - before


def painted(clock, hours_of, days):
    """The open minutes: each day's hours, laid on the clock one after the other."""
    open_minutes = bytearray(len(clock.shown))
    seen = {shown // 1440 for shown in clock.shown}
    for on in days:
        if minute(datetime(on.year, on.month, on.day, tzinfo=UTC)) // 1440 not in seen:
            continue
        midnight = minute(datetime(on.year, on.month, on.day, tzinfo=UTC))
        for start, end in hours_of(on):
            first, last = clock.minute(midnight + start) - clock.first, clock.minute(midnight + end) - clock.first
            for at in range(max(first, 0), min(last, len(open_minutes))):
                open_minutes[at] = 1
    return open_minutes


def written(dice):
    """Any hours of a day: apart, some past midnight, some to the end of the next day."""
    cuts = sorted(dice.sample(range(0, 1440, dice.choice([5, 15, 30])), dice.choice([0, 2, 4])))
    hours = [(cuts[index], cuts[index + 1]) for index in range(0, len(cuts), 2)]
    if hours and dice.random() < 0.4:
        hours[-1] = (hours[-1][0], dice.choice([1440, 1500, 1560, 1590, 1800, 2880]))
    return tuple(hours)


def turns(name, year):
    """The days on which a zone's offset changes in a year, and one on which it does not."""
    zone = zones.zone(name)
    days = [datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=index) for index in range(365)]
    changed = [one for one in days if one.astimezone(zone).utcoffset() != (one + timedelta(days=1)).astimezone(zone).utcoffset()]
    return [*changed, datetime(year, 7, 1, tzinfo=UTC)]


@pytest.mark.parametrize(("name", "year"), ODD)
def test_every_minute_around_every_turn_of_the_clock(name, year):
    dice = random.Random(f"{name}{year}")
    for turn in turns(name, year):
        first, last = minute(turn - timedelta(days=2)), minute(turn + timedelta(days=2))
        clock = Clock(name, first - MARGIN, last + MARGIN)
        days = [(turn + timedelta(days=index)).date() for index in range(-6, 7)]
        week = {day: written(dice) for day in DAYS}
        own = {dice.choice(days): written(dice)}
        schedule = Schedule(
            timezone=name,
            weekly={day: spans(one) for day, one in week.items()},
            special={on.isoformat(): spans(one) for on, one in own.items()},
        )
        expected = painted(clock, lambda on, week=week, own=own: own.get(on, week[DAYS[on.weekday()]]), days)
        actual = bytearray(schedule.open_at(at * 60) for at in range(first, last))

        assert expected[MARGIN:-MARGIN] == actual


def test_every_minute_of_a_spring_with_holidays_and_make_up_days():
    book = package.country_holidays("CN", years=2026, expand=False, language="en_US")
    first, last = date(2026, 1, 1), date(2026, 5, 15)
    week = {"mon": ((540, 1080),), "tue": ((600, 660),), "wed": ((0, 1440),), "thu": (), "fri": ((1320, 1560),), "sat": ((480, 500),), "sun": ()}
    made_up = {"2026-01-04": "fri", "2026-02-14": "fri", "2026-02-28": "mon", "2026-05-09": "tue"}

    def hours_of(on):
        if on.isoformat() in made_up:
            return week[made_up[on.isoformat()]]
        return () if on in book or not first <= on <= last else week[DAYS[on.weekday()]]

    schedule = Schedule(
        timezone="Asia/Shanghai",
        weekly={day: spans(one) for day, one in week.items()},
        holidays={"country": "CN"},
        valid=["2026-01-01", "2026-05-15"],
    )
    start, end = minute(datetime(2025, 12, 30, tzinfo=UTC)), minute(datetime(2026, 5, 19, tzinfo=UTC))
    clock = Clock("Asia/Shanghai", start, end)
    days = [first + timedelta(days=index) for index in range((last - first).days + 1)]
    expected = painted(clock, hours_of, days)
    actual = bytearray(schedule.open_at(at * 60) for at in range(start, end))

    assert sum(expected) > 20_000
    assert expected == actual
