"""What a shop asks when it asks whether it may: the message, to whom, from whom, and what was said before."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, final

from attrs import converters, field, frozen

from xborder.codes import Country
from xborder.doors import zones
from xborder.errors import FactError
from xborder.locale.contact import Address
from xborder.values import Value, choice, instant, named, read, sequence, text, truth, whole

__all__ = [
    "Act",
    "Channel",
    "ConsentRequest",
    "Content",
    "Deed",
    "Kind",
    "Message",
    "Party",
    "Recipient",
    "Sender",
]

Kind = Literal["message", "cookie", "share", "sale", "profiling", "transfer"]
Channel = Literal["email", "sms", "voice", "push", "whatsapp", "post"]
Content = Literal["marketing", "transactional", "mixed"]
Party = Literal["individual", "sole_trader", "company"]
Deed = Literal["opt_in", "double_opt_in", "explicit", "purchase", "inquiry", "refusal", "withdrawal", "objection"]

_OLDEST = 150


def _kind(value: Kind) -> Kind:
    return choice(value, "message", "cookie", "share", "sale", "profiling", "transfer")


def _channel(value: Channel) -> Channel:
    return choice(value, "email", "sms", "voice", "push", "whatsapp", "post")


def _content(value: Content) -> Content:
    return choice(value, "marketing", "transactional", "mixed")


def _party(value: Party) -> Party:
    return choice(value, "individual", "sole_trader", "company")


def _deed(value: Deed) -> Deed:
    return choice(
        value,
        "opt_in",
        "double_opt_in",
        "explicit",
        "purchase",
        "inquiry",
        "refusal",
        "withdrawal",
        "objection",
    )


def _country(value: Country | str) -> Country:
    return Country(value)


def _age(value: int | str) -> int:
    years = whole(value)
    if not 0 <= years <= _OLDEST:
        raise FactError(
            "unusable_age",
            f"an age is 0 to {_OLDEST} years, not {years}",
            value=years,
            hint="leave it out if it is unknown",
        )
    return years


def _zone(value: str) -> str:
    zones.zone(value)
    return value


def moment(value: datetime | str) -> datetime:
    """An instant, kept on the clock of UTC: of two acts it only matters which came first."""
    given = instant(value)
    try:
        found = given.astimezone(UTC)
    except OverflowError:
        found = datetime.min.replace(tzinfo=UTC)
    if not 1 < found.year < 9999:  # noqa: PLR2004 - the clock of every place must still have a day for it
        raise FactError(
            "instant_out_of_range",
            f"{given} lies outside the years 2 to 9998",
            value=given,
            hint="pass when it happened",
        )
    return found


def _label(value: bool | str) -> bool | str:  # noqa: FBT001 - a field of a value
    return text(value) if isinstance(value, str) else truth(value)


@final
@frozen(kw_only=True, field_transformer=named)
class Act(Value):
    """One thing the recipient did or said, when, and when the shop came to know of it (default: at once).

    >>> Act(act="double_opt_in", at="2026-03-01T10:00:00+01:00", channel="email").at.isoformat()
    '2026-03-01T09:00:00+00:00'

    An `opt_in`, `double_opt_in` or `explicit` is an express consent. What is left out is unknown, and an
    unknown channel is not e-mail: see `xborder.compliance.history`.
    """

    act: Deed = field(converter=_deed)
    at: datetime = field(converter=moment)
    recorded_at: datetime | None = field(default=None, converter=converters.optional(moment))
    channel: Channel | None = field(default=None, converter=converters.optional(_channel))
    opt_out_offered: bool | None = field(default=None, converter=converters.optional(truth))
    freely_given: bool | None = field(default=None, converter=converters.optional(truth))
    specific: bool | None = field(default=None, converter=converters.optional(truth))


@final
@frozen(kw_only=True, field_transformer=named)
class Recipient(Value):
    """Whom it reaches. A sole trader is protected like an individual."""

    country: Country = field(converter=_country)
    kind: Party = field(converter=_party)
    region: str | None = field(default=None, converter=converters.optional(text))
    age: int | None = field(default=None, converter=converters.optional(_age))
    timezone: str | None = field(default=None, converter=converters.optional(_zone))

    @property
    def scope(self) -> str:
        """The name the atlas knows the place by."""
        return str(self.country) if self.region is None else Address(country=self.country, region=self.region).scope


@final
@frozen(kw_only=True, field_transformer=named)
class Sender(Value):
    """Who sends: is it the business the acts were addressed to, and does it write of goods like it sold?

    A fact left as None is unknown, and what stands on it then does not hold.
    """

    country: Country = field(converter=_country)
    same_entity: bool | None = field(default=None, converter=converters.optional(truth))
    similar_goods: bool | None = field(default=None, converter=converters.optional(truth))


@final
@frozen(kw_only=True, field_transformer=named)
class Message(Value):
    """What the message carries; None is unknown yet. `label` is true or false, or the label as it stands."""

    unsubscribe: bool | None = field(default=None, converter=converters.optional(truth))
    identity: bool | None = field(default=None, converter=converters.optional(truth))
    postal_address: bool | None = field(default=None, converter=converters.optional(truth))
    label: bool | str | None = field(default=None, converter=converters.optional(_label))

    def meets(self, duty: str, label: str | None) -> bool | None:
        """Whether a duty of the law is met; None where that is unknown, or not to be seen in a message."""
        if duty == "label" and isinstance(self.label, str):
            return label is None or self.label == label
        found: bool | None = getattr(self, duty, None)
        return found


def _recipient(value: Recipient | Mapping[str, Any]) -> Recipient:
    return read(Recipient, value)


def _sender(value: Sender | Mapping[str, Any]) -> Sender:
    return read(Sender, value)


def _message(value: Message | Mapping[str, Any]) -> Message:
    return read(Message, value)


def _history(value: Iterable[Act | Mapping[str, Any]]) -> tuple[Act, ...]:
    return sequence(value, lambda one: read(Act, one))


@final
@frozen(kw_only=True, field_transformer=named)
class ConsentRequest(Value):
    """What the shop would like to do, to whom, and all that happened before.

    >>> request = ConsentRequest(
    ...     kind="message",
    ...     channel="email",
    ...     content="marketing",
    ...     recipient={"country": "DE", "kind": "individual"},
    ...     sender={"country": "FR", "same_entity": True, "similar_goods": True},
    ...     history=[{"act": "opt_in", "at": "2026-03-01T10:00:00+01:00", "channel": "email"}],
    ... )
    >>> request.history[0].act
    'opt_in'

    `history` is owed, be it empty: to leave it out would mean that nobody looked whether she said no. Its
    order does not matter. Mixed content counts as marketing. No rule reads `purpose` or `timezone` yet.
    """

    kind: Kind = field(converter=_kind)
    content: Content = field(converter=_content)
    recipient: Recipient = field(converter=_recipient)
    sender: Sender = field(converter=_sender)
    history: tuple[Act, ...] = field(converter=_history)
    channel: Channel | None = field(default=None, converter=converters.optional(_channel))
    purpose: str | None = field(default=None, converter=converters.optional(text))
    message: Message | None = field(default=None, converter=converters.optional(_message))
