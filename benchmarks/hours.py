"""Opening hours, warm: beside what one writes by hand with zoneinfo and the days of `holidays`, in one run.

Tokyo, Monday to Friday 09:00 to 18:00, Japanese holidays; 2,000 random instants of 2026. Both sides give the same figures.
"""

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from timeit import repeat
from zoneinfo import ZoneInfo

import holidays
from landed_cost import naive as reference

from xborder.hours import Schedule, availability
from xborder.hours import edges as arithmetic
from xborder.hours.windows import compiled

TOKYO = ZoneInfo("Asia/Tokyo")
CLOSED = frozenset(holidays.country_holidays("JP", years=(2025, 2026, 2027), expand=False, language="en_US"))
OPEN, CLOSE = time(9), time(18)
DESK = Schedule(timezone="Asia/Tokyo", weekly={"mon-fri": [["09:00", "18:00"]], "sat,sun": []}, holidays={"country": "JP"})
DICE = random.Random(2026)
INSTANTS = [datetime(2026, 1, 5, tzinfo=UTC) + timedelta(seconds=DICE.randrange(330 * 86_400)) for _ in range(2000)]
SECONDS = [int(at.timestamp()) for at in INSTANTS]
WINDOW = DESK.years(2026, 2026)
EIGHT = 8 * 3600
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


def each(ask: Callable[[datetime], object]) -> Callable[[], object]:
    return lambda: [ask(at) for at in INSTANTS]


def every(ask: Callable[[int], object]) -> Callable[[], object]:
    return lambda: [ask(second) for second in SECONDS]


def microseconds(run: Callable[[], object], count: int = len(INSTANTS)) -> float:
    return min(repeat(run, number=1, repeat=9)) / count * 1e6


def agree() -> bool:
    return all(
        (DESK.is_open(at), DESK.next_open(at), DESK.add(at, EIGHT), DESK.between(at, at + MONTH))
        == (naive_is_open(at), naive_next_open(at), naive_add(at, EIGHT), naive_between(at, at + MONTH))
        for at in INSTANTS
    )


def main() -> None:
    print(f"by hand and xborder agree: {agree()}")
    edges, before = WINDOW.edges, WINDOW.before
    rows: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("is_open, from a datetime", each(DESK.is_open), each(naive_is_open)),
        ("is_open, from a second", every(DESK.open_at), each(naive_is_open)),
        ("next_open, from a datetime", each(DESK.next_open), each(naive_next_open)),
        ("next_open, on edges", every(lambda at: arithmetic.next_open(edges, at)), each(naive_next_open)),
        ("add 8 h, from a datetime", each(lambda at: DESK.add(at, EIGHT)), each(lambda at: naive_add(at, EIGHT))),
        ("add 8 h, on edges", every(lambda at: arithmetic.add(edges, at, EIGHT, before)), each(lambda at: naive_add(at, EIGHT))),
        ("between, 30 days", each(lambda at: DESK.between(at, at + MONTH)), each(lambda at: naive_between(at, at + MONTH))),
        (
            "between, 30 days, on edges",
            every(lambda at: arithmetic.between(edges, at, at + 30 * 86_400, before)),
            each(lambda at: naive_between(at, at + MONTH)),
        ),
        ("availability, all its figures", each(answer), each(naive_answer)),
        ("availability, as plain data", each(lambda at: availability(DESK, at=at).to_dict()), each(naive_answer)),
    ]
    base = microseconds(lambda: [reference() for _ in range(200)], 200)
    print(f"{'naive reference of landed cost':32} {base:9.2f} µs")
    for name, run, by_hand in rows:
        ours, theirs = microseconds(run), microseconds(by_hand)
        print(f"{name:32} {ours:9.2f} µs   by hand {theirs:8.2f} µs   {ours / theirs:6.3f} × by hand   {ours / base:6.3f} × reference")
    years = microseconds(lambda: [compiled(DESK, year, year) for year in range(2030, 2040)], 10)
    print(f"{'a year compiled, holidays known':32} {years / 1000:9.2f} ms")


if __name__ == "__main__":
    main()
