"""What she did and said, and what a shop would like to do: histories and requests for consent.

>>> from hypothesis import find
>>> [act.act for act in find(histories(), lambda acts: len(acts) == 2 and acts[0].at == acts[1].at)]
['opt_in', 'opt_in']
"""

from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.atlas import Atlas
from xborder.compliance.request import Act, Channel, ConsentRequest, Deed, Message, Recipient, Sender
from xborder.locale.contact import Address
from xborder.testing.strategies.world import places

__all__ = ["acts", "consent_requests", "evidence", "histories", "moments", "noes"]

_CONSENTS: tuple[Deed, ...] = ("opt_in", "double_opt_in", "explicit")
_DEALINGS: tuple[Deed, ...] = ("purchase", "inquiry")
_NOES: tuple[Deed, ...] = ("withdrawal", "refusal", "objection")
_START = datetime(2023, 1, 1, 12, tzinfo=UTC)
_DAYS = 4 * 365
_HALF_DAYS = st.sampled_from((0, 60, 400, 730, 731, 1462, 2000)) | st.integers(0, 2 * _DAYS)
"""When things happen, in half days: equal instants, and spans of months that a law may count, have to be common."""

# Unknown is as common as true; false is rarer.
_TRUTHS = (True, None, True, None, False)
_CHANNELS: tuple[Channel | None, ...] = ("email", "email", None, "sms")
_SAID = st.sampled_from(tuple(product(_CHANNELS, _TRUTHS, (None, True, None, False), (None, True, None, False))))
_ASKED = st.sampled_from(
    tuple(
        product(
            ("message",) * 7 + ("cookie",),
            ("marketing", "marketing", "mixed", "transactional"),
            ("email",) * 6 + ("sms", None),
            ("individual", "sole_trader", "company"),
            (None, None, 17, 18),
        )
    )
)
_SENDERS = st.sampled_from(tuple(product((True, True, None, False), _TRUTHS)))
_MESSAGES = st.none() | st.sampled_from(tuple(product(_TRUTHS, _TRUTHS, _TRUTHS, (True, None, False, "(광고)", "AD"))))


@st.composite
def acts(draw: DrawFn, *, deeds: tuple[Deed, ...] = (*_CONSENTS, *_DEALINGS, *_NOES)) -> Act:
    """One act, of these kinds, with any of its facts unknown."""
    deed = draw(st.sampled_from(deeds))
    channel, opt_out_offered, freely_given, specific = draw(_SAID)
    at = draw(moments())
    late = draw(st.sampled_from((None, None, 0, 1, 40)))
    return Act(
        act=deed,
        at=at,
        recorded_at=None if late is None else at + timedelta(days=late),
        channel=channel,
        opt_out_offered=opt_out_offered if deed == "purchase" else None,
        freely_given=freely_given if deed in _CONSENTS else None,
        specific=specific if deed in _CONSENTS else None,
    )


def noes() -> SearchStrategy[Act]:
    """A withdrawal, refusal or objection."""
    return acts(deeds=_NOES)


def evidence() -> SearchStrategy[Act]:
    """A consent, a purchase or an inquiry."""
    return acts(deeds=(*_CONSENTS, *_DEALINGS))


def moments() -> SearchStrategy[datetime]:
    """Instants at which acts happen."""
    return _HALF_DAYS.map(lambda halves: _START + timedelta(hours=12 * halves))


_HISTORIES: SearchStrategy[tuple[Act, ...]] = st.lists(acts(), max_size=6).map(tuple)


def histories() -> SearchStrategy[tuple[Act, ...]]:
    """Up to six acts in any order, of the years 2023 to 2026, some at one instant, some recorded days later."""
    return _HISTORIES


@st.composite
def consent_requests(
    draw: DrawFn,
    *,
    atlas: Atlas | None = None,
    recipients: SearchStrategy[Address] | None = None,
    histories: SearchStrategy[tuple[Act, ...]] | None = None,
) -> ConsentRequest:
    """Requests, mostly about marketing by e-mail, to somebody at a place of the atlas (or one of `recipients`)."""
    place = draw(places(atlas=atlas) if recipients is None else recipients)
    kind, content, channel, party, age = draw(_ASKED)
    same_entity, similar_goods = draw(_SENDERS)
    message = draw(_MESSAGES)
    return ConsentRequest(
        kind=kind,
        content=content,
        channel=channel,
        recipient=Recipient(country=place.country, region=place.region, kind=party, age=age),
        sender=Sender(country=place.country, same_entity=same_entity, similar_goods=similar_goods),
        message=Message(**dict(zip(("unsubscribe", "identity", "postal_address", "label"), message, strict=True))) if message else None,
        history=draw(_HISTORIES if histories is None else histories),
    )
