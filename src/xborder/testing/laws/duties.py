"""What a function that tells duties owes: bounds around its figure, nothing below zero, no fall with the value, no turn but where the law turns."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from xborder.money import Money
from xborder.testing.laws.broken import held, owed, told
from xborder.testing.strategies.duties import us_entries, us_turns
from xborder.values import Value

__all__ = ["check_duties", "check_duty_turns"]

Told = Value | Mapping[str, Any]
Asked = Callable[..., Told]
_NOTHING = Decimal(0)


def _figure(said: Mapping[str, Any], name: str) -> Decimal | None:
    money = said.get(name)
    return None if money is None else Decimal(money["amount"])


def _bounds(answer: Told) -> tuple[Decimal | None, Decimal | None]:
    said = told(answer)
    return _figure(said, "low"), _figure(said, "high")


def _below(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether a figure is above another where both are known."""
    return one is not None and other is not None and other < one


def check_duties(duty: Asked, /, *, entries: SearchStrategy[dict[str, Any]] | None = None) -> None:
    """Law: no duty is below nothing, the least is no more than the most, the figure lies between them, and none falls as the value rises.

    >>> from xborder import duty
    >>> check_duties(duty)

    Asked as `duty("US", **entry)` and read in the words of the wire: `low`, `high`, `amount` and the `components`' amounts. The
    value alone is raised, so the regime stays; a relief up to a value may end, which raises the duty.
    """

    def check(drawn: tuple[dict[str, Any], int]) -> None:
        entry, more = drawn
        said = told(duty("US", **entry))
        low, amount, high = (_figure(said, name) for name in ("low", "amount", "high"))
        for name, one in (("low", low), ("amount", amount), ("high", high)):
            owed("duties", one is None or one >= _NOTHING, "nothing below zero", f"{name} of {one}", entry=entry)
        owed("duties", not (_below(low, high) or _below(low, amount) or _below(amount, high)), "low <= amount <= high", f"{low}, {amount}, {high}", entry=entry)
        if said.get("status") == "prohibited":
            owed("duties", amount is None, "no figure for goods that may not enter", amount, entry=entry)
            return
        parts = [_figure(one, "amount") for one in said.get("components") or ()]
        if amount is not None and parts and None not in parts:
            total = sum((one for one in parts if one is not None), _NOTHING)
            owed("duties", total == amount, f"components that add up to {amount}", total, entry=entry)
        value: Money = entry["value"]
        dearer = entry | {"value": value + Money.of(more, value.currency)}
        above = _bounds(duty("US", **dearer))
        for name, one, other in zip(("low", "high"), (low, high), above, strict=True):
            owed("duties", not _below(one, other), f"a {name} of {one} or more when the value rises to {dearer['value']}", other, entry=entry)

    held(st.tuples(us_entries() if entries is None else entries, st.integers(1, 10**7)), check)


def check_duty_turns(duty: Asked, /, *, entries: SearchStrategy[dict[str, Any]] | None = None, turns: tuple[datetime, ...] | None = None) -> None:
    """Law: where nothing but the minute changes, the figures change only at an instant that the pages list.

    >>> from xborder import duty
    >>> check_duty_turns(duty)

    `turns` are those instants, by default all that the standard atlas lists for the United States (`us_turns()`). The day of
    loading is left out: it may come to lie within a window, or no longer.
    """
    listed = us_turns() if turns is None else turns

    def check(drawn: tuple[dict[str, Any], int]) -> None:
        entry, minutes = drawn
        early = entry | {"loaded_at": None}
        late = early | {"at": early["at"] + timedelta(minutes=minutes)}
        if any(early["at"] < one <= late["at"] for one in listed):
            return
        before, after = _bounds(duty("US", **early)), _bounds(duty("US", **late))
        owed("duty_turns", before == after, f"the same as a while before, {before}: no rule turns in between", after, entry=early, then=late["at"])

    held(st.tuples(us_entries() if entries is None else entries, st.sampled_from((1, 1, 60)) | st.integers(1, 60 * 24 * 14)), check)
