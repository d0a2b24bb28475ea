"""May we write to her?

>>> from xborder import check_consent
>>> request = {
...     "kind": "message", "channel": "email", "content": "marketing",
...     "recipient": {"country": "DE", "kind": "individual"},
...     "sender": {"country": "FR", "same_entity": True, "similar_goods": True},
...     "history": [{"act": "purchase", "at": "2026-03-01T10:00:00+01:00", "opt_out_offered": True}],
... }
>>> decision = check_consent(request, at="2026-11-21T09:00:00+01:00")
>>> decision.verdict, decision.basis, decision.obligations
('allow', 'soft_opt_in', ('unsubscribe', 'identity'))

When unsure, the answer is no, or `review`, never yes. Written down so far is marketing by e-mail, by the law
of the recipient's place; the law of the sender's own country is not read. How a history is understood stands
in `xborder.compliance.history`.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from xborder.atlas import Atlas, standard
from xborder.compliance.decision import ConsentDecision, Verdict, strictest
from xborder.compliance.grounds import Ground, ground_of, said_no
from xborder.compliance.history import standing
from xborder.compliance.law import EmailLaw, Silence, email_law
from xborder.compliance.request import Act, ConsentRequest, Message, Recipient, Sender, moment
from xborder.errors import FactError
from xborder.reasons import Caveat, Need, told
from xborder.values import Under, day_or_instant, read

__all__ = [
    "Act",
    "ConsentDecision",
    "ConsentRequest",
    "Message",
    "Recipient",
    "Sender",
    "check_consent",
    "strictest",
]

ADULT = 18
"""Below this age a law may want a parent's word; from it on, none does."""


def check_consent(
    request: ConsentRequest | Mapping[str, Any],
    /,
    *,
    at: datetime | str,
    known_on: date | str | None = None,
    atlas: Atlas | None = None,
) -> ConsentDecision:
    """May this be sent to her at that instant?

    With `known_on`, a day (to its end, on the clock of her place) or an instant, only what the shop had
    recorded by then is heard; the law is always that of `at`.
    """
    asked = _REQUEST(request)
    world = standard() if atlas is None else atlas
    when = _AT(at)
    known = None if known_on is None else _KNOWN_ON(known_on)
    scope = asked.recipient.scope
    try:
        law = email_law(scope, world.moment(scope, when), world)
    except FactError as error:
        raise error.under("at") from None
    heard = standing(asked, at=when, known_on=known, zone=law.zone)
    unwritten = _unwritten(asked, law)
    if unwritten or isinstance(law, Silence):
        deaf = heard.consents or asked.kind != "message" or asked.content == "transactional"
        return _undecided(unwritten, None if deaf or not heard.no else said_no(heard.no, law.zone), law.edition)
    if asked.content == "transactional":
        template = "{law} is about marketing, and this is not"
        reason = law.entry.reason("consent.transactional", template, law=law.cited)
        return _decided(law, asked, Ground("transactional", reason), (), when.date())
    ground = ground_of(law, asked, heard, when)
    duties = tuple(dict.fromkeys((*law.duties, *ground.duties)))
    return _decided(law, asked, ground, duties, when.date())


def _unwritten(asked: ConsentRequest, law: EmailLaw | Silence) -> tuple[Need, ...]:
    """What the atlas would have to know, or the caller to say, before this can be decided."""
    scope = asked.recipient.scope
    if asked.kind != "message":
        text = f"rules about {asked.kind} are not written down yet"
        return (_rule(scope, f"compliance.{asked.kind}", text),)
    if asked.channel is None:
        return (Need(kind="fact", path="/request/channel", text="by which channel the message goes"),)
    if asked.channel != "email":
        text = f"rules about messages by {asked.channel} are not written down yet"
        return (_rule(scope, f"compliance.{asked.channel}_marketing", text),)
    return (law.need,) if isinstance(law, Silence) else ()


def _rule(scope: str, rule: str, text: str) -> Need:
    return Need(kind="rule", path=f"{scope}:{rule}", text=text)


def _undecided(needs: tuple[Need, ...], refused: Ground | None, edition: str) -> ConsentDecision:
    """Review; but where she said no, no law is needed to hear it."""
    silence = told("consent.not_written", "no rule is written down that would decide this")
    return ConsentDecision(
        verdict="deny" if refused else "review",
        until=None,
        basis="none",
        rules=(),
        obligations=(),
        because=(refused.reason if refused else silence,),
        needs=needs,
        caveats=(),
        assumed=(),
        edition=edition,
    )


def _decided(law: EmailLaw, asked: ConsentRequest, ground: Ground, duties: tuple[str, ...], on: date) -> ConsentDecision:
    broken = tuple(duty for duty in duties if asked.message and asked.message.meets(duty, law.label) is False)
    verdict: Verdict = "deny" if ground.basis == "none" or broken else "allow"
    needs, caveats = ground.needs, ground.caveats
    if law.entry.grade == "C":
        verdict = "deny" if ground.refused else "review"
        text = f"{law.entry.rule} was not verified against a source"
        caveats += (Caveat(kind="unverified", rule=law.entry.rule, text=text),)
    if asked.recipient.age is not None and asked.recipient.age < ADULT:
        verdict = "review" if verdict == "allow" else verdict
        text = f"the age from which somebody in {asked.recipient.country} consents alone is not written down yet"
        needs += (_rule(law.scope, "compliance.age_of_consent", text),)
    denied = verdict == "deny"
    template = "{law}: the message lacks a duty of the law, {duty}"
    return ConsentDecision(
        verdict=verdict,
        until=None if denied else ground.until,
        basis="none" if denied else ground.basis,
        rules=(
            law.effect("forbid" if ground.basis == "none" else "permit"),
            *(law.effect("forbid" if duty in broken else "oblige", duty) for duty in duties),
        ),
        obligations=duties,
        because=(
            ground.reason,
            *(law.entry.reason("consent.duty", template, law=law.cited, duty=duty) for duty in broken),
        ),
        needs=needs,
        caveats=caveats + law.ahead(on),
        assumed=() if denied else ground.assumed,
        edition=law.edition,
    )


_REQUEST = Under("request", lambda value: read(ConsentRequest, value))
_AT = Under("at", moment)
_KNOWN_ON = Under("known_on", day_or_instant)
