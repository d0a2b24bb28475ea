"""The same desk in pandas and in businesstimedelta, where they are installed: for `hours.py` to be timed beside them."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

Peer = dict[str, Callable[[Any], object]]
Made = tuple[str, Peer, Callable[[datetime], Any]]


def pandas_peer(closed: Iterable[date]) -> Made | None:
    """`CustomBusinessHour`; it knows no time between two instants."""
    try:
        import pandas as pd
    except ImportError:
        return None
    days = sorted(closed)
    hour = pd.offsets.CustomBusinessHour(start="09:00", end="18:00", holidays=days)
    eight = pd.offsets.CustomBusinessHour(8, start="09:00", end="18:00", holidays=days)
    asks: Peer = {"is_open": hour.is_on_offset, "next_open": hour.rollforward, "add": lambda at: at + eight}
    return f"pandas {pd.__version__}", asks, lambda at: pd.Timestamp(at).tz_convert("Asia/Tokyo")


def businesstimedelta_peer(closed: dict[date, str]) -> Made | None:
    """Its rules know no question of being open."""
    try:
        import businesstimedelta
        import pytz
    except ImportError:
        return None
    tokyo = pytz.timezone("Asia/Tokyo")
    work = businesstimedelta.WorkDayRule(start_time=time(9), end_time=time(18), working_days=[0, 1, 2, 3, 4], tz=tokyo)
    rules = businesstimedelta.Rules([work, businesstimedelta.HolidayRule(closed, tz=tokyo)])
    eight = businesstimedelta.BusinessTimeDelta(rules, hours=8)
    asks: Peer = {
        "next_open": lambda at: rules.next(at)[0],
        "add": lambda at: at + eight,
        "between": lambda at: rules.difference(at, at + timedelta(days=30)),
        "between_year": lambda at: rules.difference(at, at + timedelta(days=360)),
    }
    return "businesstimedelta 1.0.1", asks, lambda at: at


def same(one: object, other: datetime | timedelta | bool | None) -> bool:
    """Whether a peer's answer is ours: an instant, a length of time, or whether it is open."""
    if isinstance(other, bool):
        return one is other
    if isinstance(other, timedelta):
        return getattr(one, "timedelta", one) == other
    return isinstance(one, datetime) and other is not None and one.astimezone(UTC) == other
