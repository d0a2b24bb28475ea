"""How do we serve this customer? The five questions asked together of one order.

>>> from xborder import customer_brief
>>> desk = {"timezone": "America/New_York", "weekly": {"mon-fri": [["09:00", "17:00"]]}}
>>> shop = {"schedule": desk, "country": "US", "languages": ["en", "de"]}
>>> order = {"id": "1001", "customer": {"languages": ["de"], "address": "DE"}, "consent": []}
>>> brief = customer_brief(order, shop=shop, at="2026-11-25T14:30:00Z")
>>> brief.greeting.text, brief.availability.open, brief.consent.verdict
('Guten Tag!', True, 'deny')
>>> [need.path for need in brief.needs]
['/order/parcel', '/order/checkout']
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Literal, TypeVar, final

from attrs import frozen

from xborder.atlas import Atlas, standard
from xborder.compliance.consent import ConsentDecision, ConsentRequest, Recipient, Sender, check_consent
from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours.availability import Availability, availability
from xborder.locale.contact import Address
from xborder.locale.greeting import Greeting, greet
from xborder.money import ExchangeRates
from xborder.payments.suggestion import PaymentSuggestions, suggest_payments
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, assumed
from xborder.service.order import History, Order, Product, Shop
from xborder.service.rendering import page
from xborder.shipping.cost import LandedCost
from xborder.shipping.landed_cost import landed_cost
from xborder.values import Under, instant, read

__all__ = ["CustomerBrief", "Order", "Product", "Shop", "customer_brief"]

T = TypeVar("T")
Moves = tuple[tuple[str, str], ...]

GREETING: Moves = (("/customer", "/order/customer"), ("/offered", "/shop/languages"))
AVAILABILITY: Moves = (("/schedule", "/shop/schedule"), ("/viewer", "/order/customer/timezone"))
COST: Moves = (("/parcel", "/order/parcel"), ("/on", "/at"))
PAYMENTS: Moves = (("/checkout", "/order/checkout"), ("/on", "/at"))
CONSENT: Moves = (("/request", "/order/consent"),)
LISTED: Moves = (("/request/history", "/order/consent"), *CONSENT)
"""How each question's facts are called in the brief's; a history given as a list is the consent itself."""

WANTED = {
    "customer": "who she is: without it there is nobody to greet",
    "parcel": "what is sent, from where to where: without it no cost is known",
    "checkout": "what is to be paid, and where: without it no payment method is known",
    "consent": "what she did and said about being written to: [] if she never did",
}


@final
@frozen(kw_only=True)
class CustomerBrief(Answer):
    """How to greet her, when the team is awake, what it costs at her door, how she pays, whether she may be written to.

    Each part is its question's full answer, with its own needs; None where the order has no facts for it. The brief's own
    `needs` are those of all parts, by the names of the brief's facts: `/order/parcel/freight`, `/order/customer/timezone`.
    """

    WIRE = ("greeting", "availability", "cost", "payments", "consent", "text", "status", "edition", "because", "needs", "caveats", "assumed")

    order: Order
    at: datetime
    viewer: str | None
    greeting: Greeting | None
    availability: Availability
    cost: LandedCost | None
    payments: PaymentSuggestions | None
    consent: ConsentDecision | None
    edition: str

    @property
    def parts(self) -> tuple[tuple[Any, Moves], ...]:
        """The answers there are, each with how its facts are called here."""
        listed = LISTED if isinstance(self.order.consent, History) else CONSENT
        moves = (GREETING, AVAILABILITY, COST, PAYMENTS, listed)
        answers = (self.greeting, self.availability, self.cost, self.payments, self.consent)
        return tuple((answer, moved) for answer, moved in zip(answers, moves, strict=True) if answer is not None)

    @property
    def status(self) -> Literal["complete", "incomplete", "prohibited"]:
        """`prohibited` if a part is, else `complete` unless something was missing."""
        if any(answer.status == "prohibited" for answer, _ in self.parts):
            return "prohibited"
        return "incomplete" if self.needs else "complete"

    @property
    def because(self) -> tuple[Reason, ...]:
        """Every reason of every part."""
        return tuple(reason for answer, _ in self.parts for reason in answer.because)

    @property
    def needs(self) -> tuple[Need, ...]:
        """What is missing, each thing once, under the name by which it is passed here."""
        found = [Need(kind=need.kind, path=_moved(need.path, moves), text=need.text) for answer, moves in self.parts for need in answer.needs]
        return tuple({need.path: need for need in reversed((*self._gaps(), *found))}.values())[::-1]

    def _gaps(self) -> tuple[Need, ...]:
        order = self.order
        owing = {need.path.split("/")[2] for need in order.gaps}
        answers = {"customer": self.greeting, "parcel": self.cost, "checkout": self.payments, "consent": order.consent}
        absent = [Need(kind="fact", path=f"/order/{part}", text=WANTED[part]) for part, one in answers.items() if one is None and part not in owing]
        if order.consent is not None and self.consent is None and order.customer is not None:
            absent.append(Need(kind="fact", path="/order/customer/address", text="where she is: the law about writing to her is that of her place"))
        if self.greeting is not None and self.viewer is None:
            absent.append(Need(kind="fact", path="/order/customer/timezone", text="her clock: without it the hours are told in the shop's time"))
        return (*order.gaps, *absent)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What to know before relying on any part."""
        return tuple(dict.fromkeys(caveat for answer, _ in self.parts for caveat in answer.caveats))

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The stated defaults that any part leans on."""
        taken = [Assumption(path=_moved(one.path, moves), value=one.value, text=one.text) for answer, moves in self.parts for one in answer.assumed]
        if self.consent is not None and isinstance(self.order.consent, History):
            what = "asked for: an e-mail with marketing, now, from the shop her acts were addressed to"
            taken.append(assumed("/order/consent", "message", what))
        return tuple(taken)

    @property
    def text(self) -> str:
        """The whole brief for a terminal, at most 100 columns wide."""
        return page(self)


def _moved(path: str, moves: Moves) -> str:
    for name, other in moves:
        if path == name or path.startswith(f"{name}/"):
            return other + path[len(name) :]
    return path


def _asked(make: Callable[[], T], moves: Moves) -> T:
    """An answer; a fact that is refused is named as the brief names it."""
    try:
        return make()
    except FactError as error:
        error.path = _moved(error.path, moves)
        raise


def customer_brief(
    order: Order | Mapping[str, Any],
    /,
    *,
    shop: Shop | Mapping[str, Any],
    at: datetime | str,
    rates: ExchangeRates | None = None,
    atlas: Atlas | None = None,
) -> CustomerBrief:
    """How do we serve this customer now?

    `at` is the instant of all five answers; the parcel is taken to enter on that day of the destination's calendar, and
    what is asked about consent is a marketing e-mail, unless `order.consent` is a whole request. Facts that are wrong are
    refused with their path; facts that are missing are needs of their part, and the other parts stand.
    """
    asked = Under("order", Order.read)(order)
    house: Shop = Under("shop", lambda value: read(Shop, value))(shop)
    when: datetime = Under("at", instant)(at)
    world = standard() if atlas is None else atlas
    parcel = asked.parcel and house.sends(asked.parcel)
    customer, checkout = asked.customer, asked.checkout and house.takes(asked.checkout)
    greeting = customer and _asked(lambda: greet(customer, at=when, offered=house.languages, atlas=world), GREETING)
    viewer = greeting.timezone if greeting else None
    awake = _asked(lambda: availability(house.schedule, at=when, viewer=viewer, atlas=world), AVAILABILITY)
    cost = parcel and _asked(lambda: landed_cost(parcel, on=_day(parcel.ship_to, when, world), rates=rates, atlas=world), COST)
    payments = checkout and _asked(lambda: suggest_payments(checkout, on=when, atlas=world), PAYMENTS)
    request, moves = _request(asked, house), LISTED if isinstance(asked.consent, History) else CONSENT
    consent = request and _asked(lambda: check_consent(request, at=when, atlas=world), moves)
    answers = (cost, greeting, awake, payments, consent)
    return CustomerBrief(
        order=asked,
        at=when,
        viewer=viewer,
        greeting=greeting,
        availability=awake,
        cost=cost,
        payments=payments,
        consent=consent,
        edition=" ".join(dict.fromkeys(word for one in answers if one is not None for word in one.edition.split())),
    )


def _day(to: Address, at: datetime, world: Atlas) -> date:
    """The day of an instant on the calendar of the destination's customs."""
    zone = world.header(to.scope).get("zone")
    return zones.local(at, zone or "UTC").date()


def _request(order: Order, shop: Shop) -> ConsentRequest | None:
    """What is asked about consent: the request that was given, or an e-mail with marketing from the shop."""
    if not isinstance(order.consent, History):
        return order.consent
    address = (order.customer and order.customer.address) or (order.parcel and order.parcel.ship_to)
    if address is None:
        return None
    business = order.parcel is not None and order.parcel.buyer is not None and order.parcel.buyer.kind == "business"
    return ConsentRequest(
        kind="message",
        channel="email",
        content="marketing",
        recipient=Recipient(
            country=address.country,
            region=address.region,
            kind="company" if business else "individual",
            age=order.checkout.customer.age if order.checkout else None,
            timezone=order.customer.timezone if order.customer else None,
        ),
        sender=Sender(country=shop.country, same_entity=True),
        history=order.consent.acts,
    )
