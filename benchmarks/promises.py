"""Promises and coverage, warm: beside what one writes by hand from day to day with zoneinfo and `holidays`, in one run.

Ten thousand orders of 2026 from Shanghai to Berlin through handling, transit, customs and delivery; three teams over a year.
Both sides give the same figures.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from timeit import repeat
from zoneinfo import ZoneInfo

import holidays
from quotes import naive as reference

from xborder import Address, Stage, Team, Warehouse, coverage, promise, reestimate

COUNT = 10_000
ONE = timedelta(days=1)
SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
CUTOFF = time(14)
BOOKS = {
    code: holidays.country_holidays(code, subdiv=region, years=range(2025, 2029), expand=False, language="en_US")
    for code, region in (("CN", None), ("DE", None), ("PH", None), ("GB", "ENG"), ("US", None))
}
CLOSED = (date(2026, 2, 10), date(2026, 2, 26))
ORDERS = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=37 * index) for index in range(COUNT)]

HOUSE = {"timezone": "Asia/Shanghai", "country": "CN", "cutoff": "14:00"}
STAGES = [
    {"name": "handling", "min": 1, "max": 2, "unit": "working_days", "calendar": {"country": "CN", "closures": [{"start": "2026-02-10", "end": "2026-02-26"}]}},
    {"name": "transit", "min": 5, "max": 8, "unit": "days", "calendar": {}},
    {"name": "customs", "min": 0, "max": 2, "unit": "working_days", "calendar": {"country": "DE"}},
    {"name": "delivery", "min": 0, "max": 1, "unit": "working_days", "calendar": {"country": "DE"}},
]
WAREHOUSE, WAY, TO = Warehouse(**HOUSE), tuple(Stage(**one) for one in STAGES), Address.read("DE")
FACTS = {"placed_at": ORDERS[0], "warehouse": WAREHOUSE, "stages": WAY, "ship_to": TO}

ZONES = {"Manila": ("Asia/Manila", "PH", 6, 15), "London": ("Europe/London", "GB", 7, 16), "Denver": ("America/Denver", "US", 8, 17)}
TEAMS = [
    {
        "name": name,
        "schedule": {
            "timezone": zone,
            "weekly": {"mon-fri": [[f"{opening:02d}:00", f"{closing:02d}:00"]]},
            "holidays": {"country": country, **({"region": "ENG"} if country == "GB" else {})},
        },
        "capacity": 1,
    }
    for name, (zone, country, opening, closing) in ZONES.items()
]
KEPT = [Team(**one) for one in TEAMS]
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)


def works(country: str, on: date) -> bool:
    return BOOKS[country].is_working_day(on) and not (country == "CN" and CLOSED[0] <= on <= CLOSED[1])


def on_from(country: str, on: date, count: int) -> date:
    while not works(country, on):
        on += ONE
    for _ in range(count):
        on += ONE
        while not works(country, on):
            on += ONE
    return on


def naive_end(at: datetime, side: str) -> date:
    shown = at.astimezone(SHANGHAI)
    on = shown.date() if shown.time() < CUTOFF else shown.date() + ONE
    on = on_from("CN", on, STAGES[0][side])
    on = datetime.combine(on, CUTOFF, SHANGHAI).astimezone(BERLIN).date() + ONE * STAGES[1][side]
    return on_from("DE", on_from("DE", on, STAGES[2][side]), STAGES[3][side])


def naive_promise(at: datetime) -> tuple[date, date]:
    return naive_end(at, "min"), naive_end(at, "max")


def told(at: datetime) -> tuple[date, date]:
    answer = promise(at, warehouse=WAREHOUSE, stages=WAY, ship_to=TO)
    return answer.earliest, answer.latest


def told_whole(at: datetime) -> tuple[object, ...]:
    answer = promise(at, warehouse=WAREHOUSE, stages=WAY, ship_to=TO)
    return answer.earliest, answer.latest, answer.timezone, answer.confidence, answer.needs


def told_from_mappings(at: datetime) -> tuple[date, date]:
    answer = promise(at, warehouse=HOUSE, stages=STAGES, ship_to="DE")
    return answer.earliest, answer.latest


def looked_at_again(at: datetime) -> tuple[object, ...]:
    facts = {**FACTS, "placed_at": at}
    answer = reestimate(facts, events=[{"state": "shipped", "at": at + timedelta(days=4)}], at=at + timedelta(days=5))
    return answer.earliest, answer.latest, answer.moved, answer.notify


def naive_coverage() -> tuple[int, int, int]:
    turns = []
    for zone, country, opening, closing in ZONES.values():
        clock, on = ZoneInfo(zone), START.date() - ONE
        while on <= END.date():
            if on.weekday() < 5 and on not in BOOKS[country]:
                for hour, step in ((opening, 1), (closing, -1)):
                    at = datetime.combine(on, time(hour), clock).astimezone(UTC)
                    turns.append((min(max(at, START), END), step))
            on += ONE
    covered = single = level = 0
    last = START
    for at, step in [*sorted(turns), (END, 0)]:
        gone = int((at - last).total_seconds())
        covered += gone * (level > 0)
        single += gone * (level == 1)
        level, last = level + step, at
    return covered, single, 365 * 86_400 - covered


def seconds_told(teams: list[object]) -> tuple[int, int, int]:
    answer = coverage(teams, start=START, end=END)
    return answer.seconds.covered, answer.seconds.single, answer.seconds.uncovered


def explained() -> tuple[object, ...]:
    answer = coverage(KEPT, start=START, end=END, min_overlap_minutes=30)
    return answer.seconds, answer.gaps, answer.handoffs, answer.teams


def milliseconds(run: Callable[[], object], times: int = 7) -> float:
    return min(repeat(run, number=1, repeat=times)) * 1e3


def each(ask: Callable[[datetime], object], orders: list[datetime]) -> Callable[[], object]:
    return lambda: [ask(at) for at in orders]


def main() -> None:
    sample = ORDERS[::7]
    print(f"promises by hand and xborder agree: {all(naive_promise(at) == told(at) == told_from_mappings(at) for at in sample)}")
    print(f"coverage by hand and xborder agree: {naive_coverage() == seconds_told(KEPT)}")
    base = milliseconds(lambda: [reference() for _ in range(1000)]) / 1000
    print(f"{'naive reference of landed cost':44} {base * 1e3:9.2f} µs")
    by_hand = milliseconds(each(naive_promise, ORDERS), 3)
    rows = [
        (f"{COUNT} promises, both days read", each(told, ORDERS)),
        (f"{COUNT} promises, with zone, confidence, needs", each(told_whole, ORDERS)),
        (f"{COUNT} promises, facts as plain mappings", each(told_from_mappings, ORDERS)),
        (f"{COUNT} promises looked at again", each(looked_at_again, ORDERS)),
    ]
    for name, run in rows:
        took = milliseconds(run, 3)
        print(f"{name:44} {took:9.1f} ms   by hand {by_hand:8.1f} ms   {took / by_hand:6.3f} × by hand   {took / COUNT / base:6.2f} × reference each")
    by_hand = milliseconds(naive_coverage)
    for name, run in (
        ("coverage of a year by 3 teams", lambda: seconds_told(KEPT)),
        ("the same, gaps with causes and hand-offs", explained),
        ("the same from plain mappings, compiled anew", lambda: seconds_told(TEAMS)),
    ):
        took = milliseconds(run)
        print(f"{name:44} {took:9.2f} ms   by hand {by_hand:8.1f} ms   {took / by_hand:6.3f} × by hand")


if __name__ == "__main__":
    main()
