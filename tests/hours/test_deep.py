"""Every minute of every zone around every turn of its clock, painted by an oracle that shares nothing with the compiler.

`pytest tests/hours/test_deep.py -m deep`. The oracle reads each zone's TZif file itself, turns it into what the clock shows
minute by minute, and lays hours on that; the compiler asks `zoneinfo` at what instant a clock shows a time.
"""

import random
import struct
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import tzdata

from xborder.hours import Schedule
from xborder.hours.week import DAYS, spans

numpy = pytest.importorskip("numpy", reason="the painter lays minutes on arrays of numpy")

ZONEINFO = Path(tzdata.__file__).parent / "zoneinfo"
EPOCH = datetime(1970, 1, 1)
MARGIN = 4 * 1440
AROUND = 3 * 1440
ODD = [
    *("Europe/Paris", "America/Vancouver", "Australia/Lord_Howe", "Antarctica/Troll", "Africa/Cairo", "Asia/Beirut"),
    *("America/Havana", "America/Santiago", "America/Nuuk", "Atlantic/Azores", "Pacific/Chatham", "Africa/Casablanca"),
]
YEARS = (2026, 2027, 2028)


def minute(wall):
    return (wall - EPOCH) // timedelta(minutes=1)


# ------------------------------------------------------------------------------------------------------------ TZif, read by hand


def turns_of(name):
    """The minutes at which a zone's offset changes in 2025 to 2029, each with the offset from then on, in minutes (RFC 9636)."""
    data = (ZONEINFO / name).read_bytes()
    assert data[:4] == b"TZif"
    counts = struct.unpack(">6l", data[20:44])
    skip = 44 + counts[3] * 5 + counts[4] * 6 + counts[5] + counts[2] * 8 + counts[1] + counts[0]
    isut, isstd, leap, times, types, chars = struct.unpack(">6l", data[skip + 20 : skip + 44])
    at = skip + 44
    moments = struct.unpack(f">{times}q", data[at : at + 8 * times])
    at += 8 * times
    kinds = data[at : at + times]
    at += times
    offsets = [struct.unpack(">lBB", data[at + 6 * one : at + 6 * one + 6])[0] for one in range(types)]
    footer = data[at + types * 6 + chars + leap * 12 + isstd + isut :].decode().strip("\n")
    found = [(moment, offsets[kind]) for moment, kind in zip(moments, kinds, strict=True)]
    last = found[-1][0] if found else -(2**40)
    ruled = [(moment, offset) for moment, offset in by_rule(footer) if moment > last]
    start = [(-(2**40), offsets[0])]
    every = sorted([*start, *found, *ruled])
    return [(moment // 60, offset // 60) for moment, offset in every if offset % 60 == 0 or moment > 0]


def by_rule(text):
    """The turns in 2025 to 2029 of a POSIX TZ rule, as `CET-1CEST,M3.5.0,M10.5.0/3`."""
    head, _, rules = text.partition(",")
    standard, rest = name_and_offset(head)
    if not rest:
        return [(-(2**39), standard)]
    summer, _ = name_and_offset(rest)
    summer = standard + 3600 if summer is None else summer
    start, end = rules.split(",")
    found = []
    for year in range(2025, 2030):
        found += [(wall_of(start, year) - standard, summer), (wall_of(end, year) - summer, standard)]
    return found


def name_and_offset(text):
    """The offset that stands after a name, in seconds east of Greenwich, and the rest."""
    at = text.index(">") + 1 if text.startswith("<") else next((index for index, one in enumerate(text) if not one.isalpha()), len(text))
    end = at
    while end < len(text) and text[end] in "+-0123456789:":
        end += 1
    return (None if end == at else -seconds(text[at:end])), text[end:]


def seconds(text):
    sign = -1 if text[0] == "-" else 1
    hours, minutes, rest = (*map(int, text.strip("+-").split(":")), 0, 0)[:3]
    return sign * (hours * 3600 + minutes * 60 + rest)


def wall_of(rule, year):
    """The wall time of a rule such as `M3.5.0/2`, as seconds since 1970 of a clock without zone."""
    day, _, time = rule.partition("/")
    month, week, weekday = map(int, day.removeprefix("M").split("."))
    first = date(year, month, 1)
    on = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (week - 1))
    while on.month != month:
        on -= timedelta(days=7)
    return minute(datetime(on.year, on.month, on.day)) * 60 + (seconds(time) if time else 7200)


# --------------------------------------------------------------------------------------------------------------------- the painter


class Clock:
    """What a clock shows at each minute of a stretch, and the first minute at which it shows a time."""

    def __init__(self, turns, first, last):
        self.first = first
        at = numpy.arange(first, last, dtype=numpy.int64)
        moments = numpy.array([moment for moment, _ in turns], dtype=numpy.int64)
        offsets = numpy.array([offset for _, offset in turns], dtype=numpy.int64)
        self.shown = at + offsets[numpy.searchsorted(moments, at, side="right") - 1]
        self.highest = numpy.maximum.accumulate(self.shown)
        self.days = set((self.shown // 1440).tolist())

    def minute(self, shown):
        """The first minute that shows it; for a time the clock skips, read with the offset before the gap."""
        index = int(numpy.searchsorted(self.highest, shown, side="left"))
        if index < len(self.shown) and self.shown[index] == shown:
            return index
        return int(shown - self.shown[index - 1] + index - 1)


def painted(clock, hours_of, breaks, first_day, last_day):
    """The open minutes of each day's hours laid on the clock one after the other, less its breaks."""
    opened = numpy.zeros(len(clock.shown), dtype=bool)
    for source, value in ((hours_of, True), (breaks, False)):
        for ordinal in range(first_day, last_day + 1):
            if ordinal not in clock.days:
                continue
            for start, end in source(ordinal):
                opened[max(clock.minute(ordinal * 1440 + start), 0) : max(clock.minute(ordinal * 1440 + end), 0)] = value
    return opened


def written(dice):
    """Any hours of a day: apart, some past midnight, some to the end of the next day."""
    cuts = sorted(dice.sample(range(0, 1440, dice.choice([5, 15, 30])), dice.choice([0, 2, 2, 4])))
    hours = [(cuts[index], cuts[index + 1]) for index in range(0, len(cuts), 2)]
    if hours and dice.random() < 0.4:
        hours[-1] = (hours[-1][0], dice.choice([1440, 1500, 1560, 1590, 1800, 2880]))
    return tuple(hours)


def compared(name, turns, first, last, dice):
    """How many minutes of a stretch were compared for one random schedule, and how many of them differ."""
    clock = Clock(turns, first - MARGIN, last + MARGIN)
    first_day, last_day = (first - MARGIN) // 1440 + 2, (last + MARGIN) // 1440 - 2
    week = [written(dice) for _ in DAYS]
    day = date(1970, 1, 1) + timedelta(days=dice.randint(first // 1440 - 1, last // 1440 + 1))
    own, pause = written(dice), tuple(one for one in [(dice.randrange(0, 700, 5), dice.randrange(705, 1500, 5))] if dice.random() < 0.5)
    begins = day + timedelta(days=dice.randint(-4, 2))
    ends = begins + timedelta(days=dice.randint(0, 5))
    summer = [written(dice) for _ in DAYS]

    def hours_of(ordinal):
        on = date(1970, 1, 1) + timedelta(days=ordinal)
        return own if on == day else (summer if begins <= on <= ends else week)[on.weekday()]

    schedule = Schedule(
        timezone=name,
        weekly=dict(zip(DAYS, map(spans, week), strict=True)),
        special={day.isoformat(): spans(own)},
        seasons=[{"valid": [begins, ends], "weekly": dict(zip(DAYS, map(spans, summer), strict=True))}],
        breaks={day.isoformat(): spans(pause)} if pause else {},
    )
    broken = (day - date(1970, 1, 1)).days
    expected = painted(clock, hours_of, lambda ordinal: pause if ordinal == broken else (), first_day, last_day)[MARGIN:-MARGIN]
    open_at = schedule.open_at
    actual = numpy.fromiter((open_at(at) for at in range(first * 60, last * 60, 60)), dtype=bool, count=last - first)
    return last - first, int((expected != actual).sum())


def zones():
    rows = (ZONEINFO / "zone1970.tab").read_text().splitlines()
    return [row.split("\t")[2] for row in rows if not row.startswith("#")]


@pytest.mark.deep
def test_every_minute_around_every_turn_of_every_clock():
    dice = random.Random(2026)
    minutes = wrong = 0
    start, end = (minute(datetime(year, 1, 1)) for year in (YEARS[0], YEARS[-1] + 1))
    for name in zones():
        turns = turns_of(name)
        middles = [moment for moment, _ in turns if start <= moment < end] or [minute(datetime(2027, 7, 1))]
        for middle in middles:
            for _ in range(3):
                count, differ = compared(name, turns, middle - AROUND, middle + AROUND, dice)
                minutes, wrong = minutes + count, wrong + differ
    for name in ODD:
        turns = turns_of(name)
        for year in YEARS:
            for _ in range(2):
                count, differ = compared(name, turns, minute(datetime(year, 1, 1)), minute(datetime(year + 1, 1, 1)), dice)
                minutes, wrong = minutes + count, wrong + differ
    print(f"{minutes:,} minutes of {len(zones())} zones, {wrong} differ")

    assert 0 == wrong
    assert 50_000_000 <= minutes


@pytest.mark.parametrize("name", ["Europe/Paris", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu"])
def test_the_painter_of_the_long_test_works(name):
    turns = turns_of(name)
    middle = next((moment for moment, _ in turns if moment > minute(datetime(2026, 1, 1))), minute(datetime(2026, 7, 1)))

    assert 0 == sum(compared(name, turns, middle - AROUND, middle + AROUND, random.Random(seed))[1] for seed in range(3))


def test_the_offsets_read_by_hand_are_those_of_the_clock():
    from xborder.doors import zones as door

    for name in zones():
        clock = door.zone(name)
        for moment, offset in turns_of(name):
            if moment > minute(datetime(2025, 1, 1)):
                shown = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(minutes=moment)).astimezone(clock).utcoffset()

                assert timedelta(minutes=offset) == shown, (name, moment)
