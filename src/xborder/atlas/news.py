"""What changes when: the questions of somebody who wants to stay informed."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Literal, final

from attrs import frozen

from xborder.atlas.atlas import Atlas
from xborder.atlas.timeline import Entry
from xborder.values import Value

__all__ = ["Change", "changes", "diff", "stale"]


@final
@frozen(kw_only=True)
class Change(Value):
    """A rule that begins, ends or is announced on a day, or that two editions write differently."""

    on: date
    rule: str
    kind: Literal["begins", "ends", "announced", "added", "removed", "rewritten"]
    value: Any = None


def changes(atlas: Atlas, since: date, until: date, places: Iterable[str] | None = None) -> tuple[Change, ...]:
    """What begins, ends or is announced from `since` up to, not including, `until`, in order of days."""
    wanted = None if places is None else set(places)
    found = []
    for entry in atlas.entries():
        if wanted is not None and entry.scope not in wanted and entry.scope[:2] not in wanted:
            continue
        begins, ends = _day(entry.since), _day(entry.until)
        if begins is not None and since <= begins < until:
            kind: Literal["announced", "begins"] = "announced" if entry.status == "announced" else "begins"
            found.append(Change(on=begins, rule=entry.rule, kind=kind, value=entry.value))
        if ends is not None and since <= ends < until:
            found.append(Change(on=ends, rule=entry.rule, kind="ends", value=entry.value))
    return tuple(sorted(found, key=lambda one: (one.on, one.rule, one.kind)))


def stale(atlas: Atlas, on: date, days: int = 400) -> tuple[Entry, ...]:
    """Entries nobody has checked against a source for that many days."""
    limit = on - timedelta(days=days)
    return tuple(one for one in atlas.entries() if all(source.checked < limit for source in one.sources))


def diff(one: Atlas, other: Atlas) -> tuple[Change, ...]:
    """What `other` says that `one` does not, and the other way round."""
    mine, theirs = _spoken(one), _spoken(other)
    found = []
    for rule in sorted(mine.keys() | theirs.keys()):
        before, after = mine.get(rule), theirs.get(rule)
        entry = after or before
        if entry is None or before == after:
            continue
        kind: Literal["added", "removed", "rewritten"] = "added" if before is None else "removed" if after is None else "rewritten"
        found.append(Change(on=_day(entry.since) or date.min, rule=rule, kind=kind, value=entry.value))
    return tuple(found)


def _spoken(atlas: Atlas) -> dict[str, Entry]:
    """Each rule id with the entry of the topmost layer that writes it."""
    return {entry.rule: entry for entry in atlas.entries()}


def _day(when: date | datetime | None) -> date | None:
    return when.date() if isinstance(when, datetime) else when
