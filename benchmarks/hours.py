"""Opening hours, warm: beside what one writes by hand with zoneinfo and the days of `holidays`, beside pandas and businesstimedelta.

Tokyo, Monday to Friday 09:00 to 18:00, Japanese holidays; 2,000 random instants of 2026, in one run. All sides give the same
figures, but for what a peer counts otherwise: pandas says that it is still open at closing time.
"""

import gc
import random
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from timeit import repeat
from zoneinfo import ZoneInfo

import holidays
from hours_peers import businesstimedelta_peer, pandas_peer, same
from quotes import naive as reference

from xborder.hours import Schedule, availability, business_time, contact_windows
from xborder.hours.windows import compiled

TOKYO = ZoneInfo("Asia/Tokyo")
BOOK = holidays.country_holidays("JP", years=range(2025, 2031), expand=False, language="en_US")
CLOSED = frozenset(BOOK)
OPEN, CLOSE = time(9), time(18)
DESK = Schedule(timezone="Asia/Tokyo", weekly={"mon-fri": [["09:00", "18:00"]], "sat,sun": []}, holidays={"country": "JP"})
DICE = random.Random(2026)
INSTANTS = [datetime(2026, 1, 5, tzinfo=UTC) + timedelta(seconds=DICE.randrange(330 * 86_400)) for _ in range(2000)]
SECONDS = [int(at.timestamp()) for at in INSTANTS]
DESK.years(2026, 2027)
EIGHT = 8 * 3600
DAY = 86_400
MONTH = timedelta(days=30)


def works(on: date) -> bool:
    return on.weekday() < 5 and on not in CLOSED


def naive_is_open(at: datetime) -> bool:
    shown = at.astimezone(TOKYO)
    return works(shown.date()) and OPEN <= shown.time() < CLOSE


def naive_next_open(at: datetime) -> datetime:
    shown = at.astimezone(TOKYO)
    if works(shown.date()) and shown.time() < CLOSE:
        return max(shown, datetime.combine(shown.date(), OPEN, TOKYO)).astimezone(UTC)
    on = shown.date() + timedelta(days=1)
    while not works(on):
        on += timedelta(days=1)
    return datetime.combine(on, OPEN, TOKYO).astimezone(UTC)


def naive_add(at: datetime, seconds: int) -> datetime:
    left, start = timedelta(seconds=seconds), naive_next_open(at).astimezone(TOKYO)
    while (end := datetime.combine(start.date(), CLOSE, TOKYO)) - start < left:
        left -= end - start
        start = naive_next_open(end).astimezone(TOKYO)
    return (start + left).astimezone(UTC)


def naive_between(start: datetime, end: datetime) -> timedelta:
    total, at = timedelta(0), naive_next_open(start)
    while at < end:
        close = datetime.combine(at.astimezone(TOKYO).date(), CLOSE, TOKYO)
        total += min(close, end) - at
        at = naive_next_open(close)
    return total


def naive_answer(at: datetime) -> tuple[bool, datetime]:
    now = naive_is_open(at)
    return now, datetime.combine(at.astimezone(TOKYO).date(), CLOSE, TOKYO) if now else naive_next_open(at)


def answer(at: datetime) -> tuple[object, ...]:
    told = availability(DESK, at=at)
    return told.open, told.turns, told.opens, told.decided_by, told.confidence, told.never_open


def due(at: datetime) -> tuple[object, ...]:
    told = business_time(DESK, op="add", at=at, amount={"n": "8", "unit": "hours"})
    return told.found, told.seconds, told.confidence, told.never_open


def each(ask: Callable[[datetime], object]) -> Callable[[], object]:
    return lambda: [ask(at) for at in INSTANTS]


def every(ask: Callable[[int], object]) -> Callable[[], object]:
    return lambda: [ask(second) for second in SECONDS]


def microseconds(run: Callable[[], object], count: int = len(INSTANTS), rounds: int = 60) -> float:
    return min(repeat(run, number=1, repeat=rounds)) / count * 1e6


def agree() -> bool:
    return all(
        (DESK.is_open(at), DESK.next_open(at), DESK.add(at, EIGHT), DESK.between(at, at + MONTH))
        == (naive_is_open(at), naive_next_open(at), naive_add(at, EIGHT), naive_between(at, at + MONTH))
        for at in INSTANTS
    )


OURS: dict[str, tuple[str, Callable[[], object], Callable[[], object] | None, float]] = {
    "is_open": ("is_open, from a second", every(DESK.open_at), each(naive_is_open), 0.4),
    "is_open_at": ("is_open, from a datetime", each(DESK.is_open), each(naive_is_open), 0.8),
    "next_open": ("next_open, from a second", every(DESK.next_open_at), each(naive_next_open), 0.6),
    "next_open_at": ("next_open, from a datetime", each(DESK.next_open), each(naive_next_open), 0),
    "add": ("add 8 h, from a second", every(lambda at: DESK.add_at(at, EIGHT)), each(lambda at: naive_add(at, EIGHT)), 1.0),
    "add_80": ("add 80 h, from a second", every(lambda at: DESK.add_at(at, 10 * EIGHT)), None, 1.0),
    "add_800": ("add 800 h, from a second", every(lambda at: DESK.add_at(at, 100 * EIGHT)), None, 1.0),
    "add_at": ("add 8 h, from a datetime", each(lambda at: DESK.add(at, EIGHT)), each(lambda at: naive_add(at, EIGHT)), 0),
    "between": ("between, 30 days, from seconds", every(lambda at: DESK.between_at(at, at + 30 * DAY)), each(lambda at: naive_between(at, at + MONTH)), 1.0),
    "between_year": ("between, 360 days, from seconds", every(lambda at: DESK.between_at(at, at + 360 * DAY)), None, 1.0),
    "between_at": ("between, 30 days, from datetimes", each(lambda at: DESK.between(at, at + MONTH)), each(lambda at: naive_between(at, at + MONTH)), 0),
}
"""What is timed: its name, how we are asked, how it is asked by hand, and what it must stay below, in microseconds."""


def all_of(ask: Callable[[object], object], instants: list[object]) -> list[object]:
    return [ask(at) for at in instants]


def by_peers() -> None:
    for made in (pandas_peer(CLOSED), businesstimedelta_peer(dict(BOOK))):
        if made is None:
            print("(a peer is not installed: pip install pandas businesstimedelta pytz)")
            continue
        name, asks, seen = made
        some = [seen(at) for at in INSTANTS[:200]]
        ours = {"is_open": DESK.is_open, "next_open": DESK.next_open, "add": lambda at: DESK.add(at, EIGHT), "between": lambda at: DESK.between(at, at + MONTH)}
        print(f"\n{name}")
        for what, ask in asks.items():
            _, run, _, _ = OURS[what]
            theirs = microseconds(partial(all_of, ask, some), len(some), 3)
            mine = microseconds(run)
            alike = sum(same(ask(one), ours[what](at)) for one, at in zip(some, INSTANTS, strict=False)) if what in ours else len(some)
            print(f"  {what:14} {theirs:10.2f} µs   xborder {mine:6.2f} µs   {theirs / mine:9.0f} × ours   {alike} of {len(some)} answers alike")


def kilobytes(schedule: Schedule) -> float:
    """What one compiled year weighs: the middle of ten of them, the package's own calendar known."""
    compiled(schedule, 2026, 2026)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    held = [compiled(schedule, 2026, 2026) for _ in range(10)]
    gc.collect()
    weight = (tracemalloc.get_traced_memory()[0] - before) / len(held) / 1024
    tracemalloc.stop()
    return weight


def main() -> None:
    print(f"by hand and xborder agree: {agree()}")
    base = microseconds(lambda: [reference() for _ in range(200)], 200)
    print(f"{'naive reference of landed cost':34} {base:8.2f} µs")
    for name, run, by_hand, bound in OURS.values():
        ours = microseconds(run)
        beside = f"by hand {(theirs := microseconds(by_hand, rounds=3)):8.2f} µs   {ours / theirs:6.3f} × by hand" if by_hand else " " * 42
        goal = f"   goal {bound} µs: {'reached' if ours <= bound else 'missed'}" if bound else ""
        print(f"{name:34} {ours:8.2f} µs   {beside}   {ours / base:6.3f} × reference{goal}")
    for name, run in (("availability, all its figures", each(answer)), ("business_time, add 8 h", each(due))):
        ours = microseconds(run, rounds=3)
        print(f"{name:34} {ours:8.2f} µs   {' ' * 42}   {ours / base:6.3f} × reference")
    asked = {"address": {"country": "US"}}
    window = microseconds(lambda: contact_windows(asked, at=INSTANTS[0], k=3, minutes=30), 1, 3)
    print(f"{'contact_windows, 8 clocks, a year':34} {window / 1000:8.2f} ms")
    by_peers()
    print()
    lunch = Schedule(timezone="Asia/Tokyo", weekly={"mon-fri": [["09:00", "12:30"], ["13:30", "18:00"]]}, holidays={"country": "JP"})
    turning = Schedule(timezone="Europe/Paris", weekly={"mon-sun": [["20:00", "26:00"]]}, holidays={"country": "FR"})
    for name, one in (("a day of one stretch", DESK), ("a day of two", lunch), ("a night, in Paris", turning)):
        [compiled(one, year, year) for year in range(2030, 2040)]
        spent = microseconds(lambda one=one: [compiled(one, year, year) for year in range(2030, 2040)], 10, 9) / 1000
        weight = kilobytes(one)
        reached = "reached" if spent <= 2.5 and weight <= 30 else "missed"
        print(f"a year compiled, {name:24} {spent:6.2f} ms   {weight:6.1f} KB   goal 2.5 ms and 30 KB: {reached}")


if __name__ == "__main__":
    main()
