"""What arithmetic in open time owes, and whoever says when a customer may be reached."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from xborder.hours.amounts import Amount
from xborder.hours.schedules import Combined, Schedule
from xborder.testing.laws.broken import held, owed, told
from xborder.testing.strategies.clocks import instants, instants_near_transition
from xborder.testing.strategies.schedules import amounts, combined_schedules, contact_histories, schedules
from xborder.values import Value

__all__ = ["check_contact_windows", "check_open_time"]

Told = Value | Mapping[str, Any]
_FIRST, _LAST = datetime(2025, 6, 1, tzinfo=UTC), datetime(2027, 6, 1, tzinfo=UTC)


def check_open_time(business_time: Callable[..., Told], /) -> None:
    """Law: what is added to an open moment can be taken back, and as much open time lies between as was added.

    >>> from xborder import business_time
    >>> check_open_time(business_time)

    Asked as `business_time(schedule, op=, at=, amount=)` and with `to`, in the words of the wire, of schedules and of sets of
    them. An answer without an instant is held to nothing.
    """
    hours = schedules() | combined_schedules()
    at = instants(min_value=_FIRST, max_value=_LAST) | instants_near_transition(min_value=_FIRST, max_value=_LAST, allow_imaginary=False)

    def check(facts: tuple[Schedule | Combined, datetime, Amount]) -> None:
        schedule, shown, amount = facts
        start, plain = shown.astimezone(UTC), schedule.to_dict()
        beside: dict[str, object] = {"schedule": plain, "at": start.isoformat(), "amount": amount.to_dict()}
        wanted = Decimal(amount.microseconds) / 1_000_000

        def between(one: datetime, other: datetime) -> Decimal:
            return Decimal(str(told(business_time(plain, op="between", at=one.isoformat(), to=other.isoformat()))["seconds"]))

        for op, back in (("add", "subtract"), ("subtract", "add")):
            end = _instant(business_time(plain, op=op, at=start.isoformat(), amount=amount.to_dict()))
            if end is None:
                continue
            owed("open time", end >= start if op == "add" else end <= start, f"to {op} to lead that way from {start}", end, **beside)
            gone = between(start, end) if op == "add" else between(end, start)
            owed("open time", gone == wanted, f"{wanted} s of open time to where it was led by {op}", gone, op=op, end=end, **beside)
            again = _instant(business_time(plain, op=back, at=end.isoformat(), amount=amount.to_dict()))
            owed("open time", again is not None, f"the way back from {end}", None, op=op, **beside)
            if again is not None:
                left = between(start, again)
                owed("open time", left == 0, f"no open time between {start} and where the way back leads", left, op=op, back=again, **beside)

    held(st.tuples(hours, at, amounts(max_days=2)), check)


def _instant(answer: Told) -> datetime | None:
    found = told(answer)["instant"]
    return None if found is None else datetime.fromisoformat(found["utc"])


_ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu")
_ASKED = datetime(2026, 3, 28, 12, tzinfo=UTC)


def check_contact_windows(contact_windows: Callable[..., Told], /) -> None:
    """Law: nobody is reached before the instant asked at, for less than the minutes asked for, or more often than the cap allows.

    >>> from xborder import contact_windows
    >>> check_contact_windows(contact_windows)

    Asked as `contact_windows(customer, at=, k=, minutes=, contacted=, cap=)` in the words of the wire. No window overlaps
    another, and no contact already made ever brings one forward.
    """
    cap = st.tuples(st.integers(1, 3), st.integers(1, 30))

    def check(facts: tuple[str, tuple[datetime, ...], tuple[int, int], int]) -> None:
        zone, contacted, (count, days), minutes = facts
        asked: dict[str, Any] = {"at": _ASKED.isoformat(), "k": 3, "minutes": minutes}
        capped = asked | {"contacted": [one.isoformat() for one in contacted], "cap": {"count": count, "days": days}}
        beside: dict[str, object] = {"timezone": zone, **capped}
        found = sorted(_window(one) for one in told(contact_windows({"timezone": zone}, **capped))["windows"])
        free = sorted(_window(one) for one in told(contact_windows({"timezone": zone}, **asked))["windows"])
        for start, end in found:
            owed("contact windows", start >= _ASKED, f"no window before {_ASKED}", start, **beside)
            owed("contact windows", end - start >= timedelta(minutes=minutes), f"windows of {minutes} minutes or more", end - start, **beside)
            recent = sum(start - one < timedelta(days=days) for one in contacted)
            owed("contact windows", recent < count, f"fewer than {count} contacts in the {days} days before {start}", recent, **beside)
        apart = all(one[1] <= other[0] for one, other in pairwise(found))
        owed("contact windows", apart, "windows that do not overlap", found, **beside)
        if found:
            owed("contact windows", bool(free) and free[0] <= found[0], f"a window by {found[0][0]} with no contact made", free[:1], **beside)

    held(st.tuples(st.sampled_from(_ZONES), contact_histories(before=_ASKED), cap, st.sampled_from((1, 30, 240))), check)


def _window(window: Mapping[str, Any]) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(window["start"]["utc"]), datetime.fromisoformat(window["end"]["utc"])
