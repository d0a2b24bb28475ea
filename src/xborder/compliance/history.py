"""What do all her acts come to? A fold over events: what had happened by then, as far as it was known.

Two axes: `at` is when something happened, `recorded_at` when the shop came to know of it. The order in which
acts are handed over, or were recorded, decides nothing. Where a record leaves room, it is read strictly:

- A refusal, withdrawal or objection beats every express consent of the same instant or before; only an
  express consent *after* it, for as long as that stands, counts again. A purchase or an inquiry never does.
- A refusal or withdrawal that names a channel is about that channel. An objection is to direct marketing as
  such (GDPR art. 21(3)), whatever channel it came by.
- An express consent that names another channel says nothing here. One that names none was not specific (the
  ICO: asking for "direct marketing" is not specific enough, e-mail has to be named), so it counts only where
  `specific` is true. A double opt-in is confirmed from the mailbox itself: it counts for e-mail though it
  names no channel.
- An express consent given to another business counts only where `specific` is true: it named this sender.
- `freely_given = false` or `specific = false` is no consent at all.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from xborder.compliance.request import Act, Channel, ConsentRequest
from xborder.doors import zones
from xborder.reasons import Need

__all__ = ["SAME", "Heard", "Standing", "covers", "months_after", "standing", "wanting"]

NOES = ("refusal", "withdrawal", "objection")
CONSENTS = ("opt_in", "explicit", "double_opt_in")
DEALINGS = ("purchase", "inquiry")
SAME = "whether the sender is the very business she dealt with"


class Heard(NamedTuple):
    """An act, and its place in the history that was handed over."""

    number: int
    act: Act

    def path(self, fact: str) -> str:
        """Where a fact of this act stands in the call."""
        return f"/request/history/{self.number}/{fact}"


class Standing(NamedTuple):
    """Her last no, the express consents after it, those that may be one, and what she bought or asked."""

    no: Heard | None
    consents: tuple[Heard, ...]
    unclear: tuple[Heard, ...]
    dealings: tuple[Heard, ...]


def standing(request: ConsentRequest, /, *, at: datetime, known_on: date | None, zone: str) -> Standing:
    """What a history comes to at an instant, as known at the end of a day (or at an instant)."""
    heard = tuple(_heard(request.history, at=at, known_on=known_on, zone=zone))
    meant = (None, request.channel)
    noes = [one for one in heard if one.act.act in NOES and (one.act.channel in meant or one.act.act == "objection")]
    no = max(noes, key=lambda one: (one.act.at, one.act.act), default=None)
    said = [one for one in heard if one.act.act in CONSENTS and (no is None or no.act.at < one.act.at)]
    covered = [(one, covers(one.act, request.channel, same_entity=request.sender.same_entity)) for one in said]
    return Standing(
        no=no,
        consents=tuple(one for one, sure in covered if sure),
        unclear=tuple(one for one, sure in covered if sure is None),
        dealings=tuple(one for one in heard if one.act.act in DEALINGS and one.act.channel in meant),
    )


def _heard(history: Iterable[Act], *, at: datetime, known_on: date | None, zone: str) -> Iterable[Heard]:
    for number, act in enumerate(history):
        if act.at > at:
            continue
        if known_on is not None:
            recorded = act.recorded_at or act.at
            known = recorded <= known_on if isinstance(known_on, datetime) else zones.local(recorded, zone).date() <= known_on
            if not known:
                continue
        yield Heard(number, act)


def covers(act: Act, channel: Channel | None, *, same_entity: bool | None) -> bool | None:
    """Whether an express consent covers this channel and this sender; None where the record does not say."""
    if act.freely_given is False or act.specific is False or act.channel not in (None, channel):
        return False
    named = act.channel is not None or (act.act == "double_opt_in" and channel == "email")
    return True if act.specific or (named and same_entity) else None


def wanting(one: Heard, request: ConsentRequest) -> Iterable[Need]:
    """The facts that would settle whether an unclear consent counts."""
    act, same = one.act, request.sender.same_entity
    if same is None:
        yield Need(kind="fact", path="/request/sender/same_entity", text=SAME)
    if same is False:
        text = f"whether the {act.act}, given to another business, named this sender and this channel"
        yield Need(kind="fact", path=one.path("specific"), text=text)
    elif act.channel is None and not (act.act == "double_opt_in" and request.channel == "email"):
        yield Need(kind="fact", path=one.path("channel"), text=f"for which channel the {act.act} was given")


def months_after(start: datetime, months: int, zone: str) -> datetime:
    """The same time of day so many calendar months later, on the clock of a place.

    >>> from datetime import UTC
    >>> months_after(datetime(2025, 8, 31, 12, tzinfo=UTC), 6, "America/Toronto").isoformat()
    '2026-02-28T13:00:00+00:00'

    A month without that day ends on its last; of two readings of a wall time the earlier is taken.
    """
    wall = zones.local(start, zone).replace(tzinfo=None)
    years, month = divmod(wall.month - 1 + months, 12)
    year = wall.year + years
    ahead = wall.replace(year=year, month=month + 1, day=min(wall.day, _days(year, month + 1)))
    return zones.resolve(ahead, zone, disambiguation="earlier")


def _days(year: int, month: int) -> int:
    """How many days a month has."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days
