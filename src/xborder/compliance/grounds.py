"""On what may it be sent? Each ground that a law knows for marketing by e-mail, tried in turn."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from xborder.compliance.history import SAME, Heard, Standing, months_after, wanting
from xborder.compliance.law import EmailLaw
from xborder.compliance.request import ConsentRequest
from xborder.doors import zones
from xborder.reasons import Assumption, Caveat, Need, Reason, assumed, told

__all__ = ["Basis", "Ground", "ground_of", "said_no"]

Basis = Literal["consent", "soft_opt_in", "transactional", "opt_out_regime", "none"]


class Ground(NamedTuple):
    """What permits it, until when, and at what price; `none` permits nothing, and `refused` is her own no."""

    basis: Basis
    reason: Reason
    until: datetime | None = None
    refused: bool = False
    duties: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    assumed: tuple[Assumption, ...] = ()


def ground_of(law: EmailLaw, request: ConsentRequest, standing: Standing, at: datetime) -> Ground:
    """The ground for marketing by e-mail under a law. After a no, only a new express consent is one."""
    regime = law.business if request.recipient.kind == "company" else law.regime
    if standing.no is None and regime == "opt_out":
        template = "{law}: no consent is needed, and the recipient has not said no"
        return Ground("opt_out_regime", law.entry.reason("consent.opt_out_regime", template, law=law.cited))
    express = _express(law, standing, at)
    if express:
        return express
    unclear = (need for one in standing.unclear if _is_consent(one, law) for need in wanting(one, request))
    needs = tuple(dict.fromkeys(unclear))
    if standing.no:
        return said_no(standing.no, law.zone, needs)
    ask = _similar_goods if law.soft else _implied
    dealt = ask(law, request, standing.dealings, at)
    if isinstance(dealt, Ground):
        return dealt
    return Ground("none", _absence(law, standing), needs=tuple(dict.fromkeys((*needs, *dealt))))


def said_no(no: Heard, zone: str, needs: tuple[Need, ...] = ()) -> Ground:
    """No ground, because of her own word."""
    template = "a {act} of {on} stands: only a new express consent would permit it"
    reason = told("consent.refused", template, act=no.act.act, on=_day(no, zone))
    return Ground("none", reason, refused=True, needs=needs)


def _absence(law: EmailLaw, standing: Standing) -> Reason:
    """Why no ground was found."""
    if not standing.consents:
        return law.entry.reason("consent.missing", "{law}: consent comes first, and none stands", law=law.cited)
    latest = max(standing.consents, key=lambda one: (_is_consent(one, law), one.act.at))
    if _is_consent(latest, law):
        code, template = "consent.lapsed", "{law}: the consent of {on} has lapsed after {months} months"
    else:
        code, template = (
            "consent.unconfirmed",
            "{law}: the consent of {on} was not confirmed by a double opt-in",
        )
    return law.entry.reason(code, template, law=law.cited, on=_day(latest, law.zone), months=law.consent_months)


def _day(one: Heard, zone: str) -> str:
    return zones.local(one.act.at, zone).date().isoformat()


def _is_consent(one: Heard, law: EmailLaw) -> bool:
    """Whether the law takes the act for a consent: where it requires the double opt-in, nothing less is."""
    return law.double_opt_in != "required" or one.act.act == "double_opt_in"


def _held(acts: Iterable[Heard], months: int | None, zone: str, at: datetime) -> list[tuple[datetime | None, Heard]]:
    """The acts that have not lapsed, each with when it does."""
    lapses = [(None if months is None else months_after(one.act.at, months, zone), one) for one in acts]
    return [(until, one) for until, one in lapses if until is None or at < until]


def _express(law: EmailLaw, standing: Standing, at: datetime) -> Ground | None:
    """Express consent, where one stands. Where a double opt-in is its proof, a single one needs another."""
    consents = (one for one in standing.consents if _is_consent(one, law))
    held = _held(consents, law.consent_months, law.zone, at)
    if not held:
        return None
    best = max((one for _, one in held), key=lambda one: (one.act.act == "double_opt_in", one.act.at))
    act, on = best.act.act, _day(best, law.zone)
    caveats: tuple[Caveat, ...] = ()
    if law.double_opt_in == "evidence" and act != "double_opt_in":
        text = f"the {act} was not confirmed: be ready to prove that it was hers, best by a double opt-in"
        caveats = (Caveat(kind="unverified", rule=law.entry.rule, text=text),)
    template = "{law}: an express consent ({act} of {on}) stands"
    return Ground(
        "consent",
        law.entry.reason("consent.express", template, law=law.cited, act=act, on=on),
        until=max((until for until, _ in held if until is not None), default=None),
        duties=("prove_consent",) if caveats else (),
        caveats=caveats,
        assumed=tuple(_taken(best)),
    )


def _taken(one: Heard) -> Iterable[Assumption]:
    if one.act.freely_given is None:
        text = "the consent was given freely: no condition of the sale, no box ticked beforehand"
        yield assumed(one.path("freely_given"), value=True, text=text)
    if one.act.specific is None:
        yield assumed(one.path("specific"), value=True, text="the consent named this channel and this sender")


def _similar_goods(law: EmailLaw, request: ConsentRequest, dealings: Iterable[Heard], at: datetime) -> Ground | tuple[Need, ...]:
    """The exception for customers: her address is from a sale, she could object, the goods are similar."""
    sender = request.sender
    sales = [one for one in dealings if one.act.act == "purchase" and one.act.opt_out_offered is not False]
    held = _held(sales, law.purchase_months, law.zone, at)
    if not held or sender.same_entity is False or sender.similar_goods is False:
        return ()
    sure = [(until, one) for until, one in held if one.act.opt_out_offered]
    if sure and sender.same_entity and sender.similar_goods:
        until, best = max(sure, key=lambda pair: (pair[0] or at, pair[1].act.at))
        template = "{law}: a customer of {on}, who could object, may be written to about similar goods"
        reason = law.entry.reason("consent.soft_opt_in", template, law=law.cited, on=_day(best, law.zone))
        return Ground("soft_opt_in", reason, until=until, duties=("unsubscribe",))
    latest = max((one for _, one in held), key=lambda one: one.act.at)
    return tuple(_unknown(request, None if sure else latest))


def _unknown(request: ConsentRequest, sale: Heard | None) -> Iterable[Need]:
    if sale:
        text = "whether she could object when her address was taken"
        yield Need(kind="fact", path=sale.path("opt_out_offered"), text=text)
    if request.sender.same_entity is None:
        yield Need(kind="fact", path="/request/sender/same_entity", text=SAME)
    if request.sender.similar_goods is None:
        text = "whether the message is about goods like those she bought"
        yield Need(kind="fact", path="/request/sender/similar_goods", text=text)


def _implied(law: EmailLaw, request: ConsentRequest, dealings: Iterable[Heard], at: datetime) -> Ground | tuple[Need, ...]:
    """Consent that a law implies from a purchase or an inquiry, for so many months."""
    spans = {"purchase": law.purchase_months, "inquiry": law.inquiry_months}
    held = [pair for one in dealings if (months := spans[one.act.act]) is not None for pair in _held((one,), months, law.zone, at)]
    if not held or request.sender.same_entity is False:
        return ()
    if request.sender.same_entity is None:
        return (Need(kind="fact", path="/request/sender/same_entity", text=SAME),)
    until, best = max(held, key=lambda pair: (pair[0] or at, pair[1].act.at))
    act, on = best.act.act, _day(best, law.zone)
    template = "{law}: the {act} of {on} implies consent for {months} months"
    reason = law.entry.reason("consent.implied", template, law=law.cited, act=act, on=on, months=spans[act])
    return Ground("soft_opt_in", reason, until=until)
