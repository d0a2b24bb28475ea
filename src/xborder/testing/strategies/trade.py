"""What is sold, and paid for: HS codes, parcels on every lane of the atlas, checkouts.

>>> from hypothesis import find
>>> from xborder import landed_cost
>>> unpriced = find(parcels(), lambda parcel: parcel.freight is None)
>>> landed_cost(unpriced, on="2026-11-21").status
'incomplete'
"""

from datetime import date
from decimal import Decimal
from itertools import product
from typing import Literal

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.atlas import COVERS, Atlas, standard
from xborder.codes import Currency
from xborder.money import Money, Rate
from xborder.payments.checkout import DEVICES, GOODS, PURPOSES, Checkout
from xborder.shipping.parcel import INCOTERMS, Buyer, Line, Parcel, Seller
from xborder.testing.strategies.world import lanes_of

__all__ = ["checkouts", "hs_codes", "parcels"]

_CHAPTERS = tuple(one for one in range(1, 98) if one != 77)  # noqa: PLR2004 - 77 is reserved
_HS = ("610910", "640299", "850440", "8517130000", "490199", "330300", "42022210")
_RATES = tuple(Rate(text) for text in ("0", "0.12", "0.025", "1/3", "0.057", "0.168", "2.5"))
_WEIGHTS = (None, Decimal("0.200"), Decimal("1.5"), Decimal(30))
_INSIDE: tuple[tuple[Literal["duty", "tax"], ...] | None, ...] = (None, None, None, (), ("tax",), ("duty", "tax"), ("duty",))
_BUYERS: tuple[Literal["consumer", "business"] | None, ...] = (None, "consumer", "business")
_CURRENCIES = tuple(map(Currency, ("EUR", "USD", "GBP", "JPY", "KRW", "CHF", "CNY", "KWD")))

# In minor units of two decimals: nothing, a cent, around what laws have for limits, and anything.
_AMOUNTS = (0, 1, 1999, 2200, 2201, 4999, 5000, 5001, 13500, 13501, 14999, 15000, 15001, 30000, 79999, 80000, 100000, 300001)


def hs_codes() -> SearchStrategy[str]:
    """HS codes and national tariff codes of 6, 8 or 10 digits, in every chapter there is."""
    return st.sampled_from(_HS) | st.integers(0, 3 * len(_CHAPTERS) * 10**8 - 1).map(_code)


def _code(drawn: int) -> str:
    rest, which = divmod(drawn, 3 * len(_CHAPTERS))
    return f"{_CHAPTERS[which // 3]:02d}{rest:08d}"[: 6 + 2 * (which % 3)]


# What a line is beside its price and code, and a parcel beside its lines, the plainest first. Drawn as one, for a draw costs more than a choice.
_KINDS = st.sampled_from(
    tuple(product((1, 2, 3, 10, 144), _RATES, _WEIGHTS, ("", "", "hs", "origin", "duty_rate"), (False, False, False, True), (False, True)))
)
_LINES = st.lists(st.tuples(st.sampled_from(_AMOUNTS) | st.integers(0, 10**6), hs_codes(), _KINDS), min_size=1, max_size=4)
_WAYS = st.sampled_from(tuple(product(("courier", "post", "freight"), ("own", "platform", None), (None, "air", "sea", "land"), _BUYERS, (None, False, True))))
_TERMS = st.sampled_from(
    tuple(
        product(
            (None, "DAP", "DDP", *INCOTERMS),
            _INSIDE,
            (None, (), ("ioss",), ("uk",), ("ioss", "uk", "voec"), ("au", "nz", "sg", "ch"), ("remessa-conforme", "mx-courier", "cbec")),
        )
    )
)
_PAID = st.sampled_from(tuple(product((None, None, *_CURRENCIES), (None, None, *_CURRENCIES), (None, None, *_CURRENCIES))))
_EXCISES = (None, None, None, Rate("0.2"), Rate("0.56"))
_CARRIAGE = st.sampled_from(tuple(product(_AMOUNTS, (False, True), (False, False, False, True), (False, False, False, True), (False, False, True), _EXCISES)))


def _priced(minor: int, currency: Currency) -> Money:
    """About as much in any currency: a hundredth of a euro is a yen."""
    return Money.of(minor * 10**currency.exponent // 100, currency)


@st.composite
def parcels(draw: DrawFn, *, atlas: Atlas | None = None, allow_unknown: bool = True, complete_on: date | None = COVERS[1]) -> Parcel:
    """Parcels on every lane of the atlas: one to four lines, each channel, seller, buyer and Incoterms® rule; some bear excise.

    They go to where the atlas has every rule of the landed cost on the day `complete_on`, by default the last one it covers;
    with None they go everywhere. Prices stand in the destination's currency or another, some in two, some in parts of a cent;
    many lie at a limit of some law. Facts are missing here and there, a rate of duty that a tariff may know instead among them,
    unless `allow_unknown` is false: then none is that a rule of the atlas might read.
    """
    world = standard() if atlas is None else atlas
    start, goal = draw(lanes_of(world, complete_on))
    home = Currency(world.header(goal.scope).get("currency") or "USD")
    paid, other, quoted = (one or home for one in draw(_PAID))
    channel, sold_via, transport, buyer, gift = draw(_WAYS)
    incoterm, inside, schemes = draw(_TERMS)
    freight, elsewhere, insured, reduced, unknown, excise = draw(_CARRIAGE)
    unknown = unknown and allow_unknown
    lines = []
    for number, (minor, hs, (quantity, rate, weight, missing, finer, mixed)) in enumerate(draw(_LINES)):
        price = _priced(minor, other if mixed else paid)
        lines.append(
            Line(
                sku=f"sku-{number}",
                unit_price=Money.of(price.units * 100 + 25, price.currency, price.scale + 2) if finer else price,
                quantity=quantity,
                hs=None if unknown and missing == "hs" else hs,
                origin=None if unknown and missing == "origin" else start.country,
                duty_rate=None if unknown and missing == "duty_rate" else rate,
                excise_rate=None if number % 2 else excise,
                weight_kg=weight,
            )
        )
    return Parcel(
        lines=tuple(lines),
        ship_from=start,
        ship_to=goal,
        channel=channel,
        transport=transport or (None if allow_unknown else "air"),
        sold_via=sold_via or (None if allow_unknown else "own"),
        buyer=Buyer(kind=buyer) if buyer else None,
        gift=gift,
        freight=None if unknown and insured else _priced(freight, other if elsewhere else paid),
        insurance=_priced(freight // 10, paid) if insured else None,
        discount=(lines[0].unit_price * lines[0].quantity).times("0.1", direction="down") if reduced else None,
        incoterm=incoterm,
        prices_include=inside,
        seller=Seller(country=start.country, schemes=schemes or ()) if schemes is not None or not allow_unknown else None,
        currency=quoted,
    )


_PROVIDERS: tuple[tuple[str, ...] | None, ...] = (None, (), ("stripe",), ("adyen",), ("mollie", "paypal"), ("stripe", "klarna"), ("worldpay", "unheard_of"))


@st.composite
def checkouts(draw: DrawFn, *, atlas: Atlas | None = None) -> Checkout:
    """Checkouts between any two places of the atlas: every kind of goods and purpose, amounts from the least up, some age or device."""
    world = standard() if atlas is None else atlas
    seller, buyer = (one.country for one in draw(lanes_of(world)))
    home = Currency(world.header(buyer).get("currency") or "USD")
    currency = draw(st.sampled_from((home, home, *_CURRENCIES)))
    minor = draw(st.sampled_from(_AMOUNTS[1:]) | st.integers(1, 10**7))
    methods = world.listed("methods")
    dice = draw(st.integers(0, 31))
    return Checkout(
        amount=max(_priced(minor, currency), Money.of(1, currency)),
        customer={"country": buyer, "age": draw(st.sampled_from((16, 17, 18, 40))) if dice & 1 else None},
        merchant={
            "country": seller,
            "providers": draw(st.sampled_from(_PROVIDERS)),
            "blocked": draw(st.lists(st.sampled_from(methods), max_size=2)) if dice & 2 and methods else [],
        },
        goods=draw(st.sampled_from(GOODS)),
        purpose=draw(st.sampled_from(PURPOSES)),
        device=draw(st.sampled_from((None, *DEVICES))),
        delivery_days=draw(st.sampled_from((0, 3, 30))) if dice & 4 else None,
    )
