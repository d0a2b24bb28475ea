"""What is sold, and paid for: HS codes, parcels on every lane of the atlas, checkouts.

>>> from hypothesis import find
>>> from xborder import landed_cost
>>> dear = find(parcels(allow_unknown=False), lambda one: landed_cost(one, on="2026-11-21").sums.duty)
>>> len(dear.lines)
1
"""

from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.atlas import Atlas, standard
from xborder.codes import Country, Currency
from xborder.money import Money, Rate
from xborder.payments.checkout import DEVICES, GOODS, PURPOSES, Checkout
from xborder.shipping.parcel import INCOTERMS, Buyer, Line, Parcel, Seller
from xborder.testing.strategies.world import places

__all__ = ["checkouts", "hs_codes", "parcels"]

_CHAPTERS = tuple(one for one in range(1, 98) if one != 77)  # noqa: PLR2004 - 77 is reserved
_HS = ("610910", "640299", "850440", "8517130000", "490199", "330300", "42022210")
_RATES = tuple(Rate(text) for text in ("0", "0.12", "0.025", "1/3", "0.057", "0.168", "2.5"))
_QUANTITIES = (1, 1, 2, 3, 10, 144)
_WEIGHTS = (None, Decimal("0.200"), Decimal("1.5"), Decimal(30))
_SCHEMES = ((), ("ioss",), ("uk",), ("ioss", "uk", "voec"), ("au", "nz", "sg", "ch"), ("remessa-conforme", "mx-courier", "cbec"))
_INSIDE: tuple[tuple[str, ...] | None, ...] = (None, None, None, None, (), ("tax",), ("duty", "tax"), ("duty",))
_CURRENCIES = tuple(map(Currency, ("EUR", "USD", "GBP", "JPY", "KRW", "CHF", "CNY", "KWD")))

# In minor units of two decimals: nothing, a cent, around what laws have for limits, and anything.
_AMOUNTS = (0, 1, 1999, 2200, 2201, 4999, 5000, 5001, 13500, 13501, 14999, 15000, 15001, 30000, 79999, 80000, 100000, 300001)

_HOW = tuple(product(("courier", "post", "freight"), (None, "air", "sea", "land"), ("own", "platform", None), (None, "consumer", "business"), (None, False, True)))
"""The circumstances, the plainest first: channel, transport, who sells, who buys, whether it is a gift."""


def hs_codes() -> SearchStrategy[str]:
    """HS codes and national tariff codes of 6, 8 or 10 digits, in every chapter there is."""

    def code(drawn: tuple[int, int, int]) -> str:
        chapter, rest, length = drawn
        return f"{chapter:02d}{rest:08d}"[:length]

    return st.sampled_from(_HS) | st.tuples(st.sampled_from(_CHAPTERS), st.integers(0, 10**8 - 1), st.sampled_from((6, 8, 10))).map(code)


def _priced(minor: int, currency: Currency) -> Money:
    """About as much in any currency: a hundredth of a euro is a yen."""
    return Money.of(minor * 10**currency.exponent // 100, currency)


_LINE = st.tuples(
    st.sampled_from(_AMOUNTS) | st.integers(0, 10**6),
    st.sampled_from(_QUANTITIES),
    hs_codes(),
    st.sampled_from(_RATES),
    st.integers(0, 255),
)


def _line(number: int, drawn: tuple[int, int, str, Rate, int], currency: Currency, other: Currency, origin: Country, unknown: bool) -> Line:  # noqa: FBT001
    amount, quantity, hs, rate, dice = drawn
    paid = other if dice >= 240 else currency  # noqa: PLR2004 - one in sixteen
    price = _priced(amount, paid)
    return Line(
        sku=f"sku-{number}",
        unit_price=Money.of(price.units * 100 + 25, paid, price.scale + 2) if dice & 15 == 15 else price,  # noqa: PLR2004 - a quarter of a cent
        quantity=quantity,
        hs=None if unknown and dice & 3 == 3 else hs,  # noqa: PLR2004 - one in four
        origin=None if unknown and dice & 7 == 6 else origin,  # noqa: PLR2004 - one in eight
        duty_rate=None if unknown and dice & 7 == 5 else rate,  # noqa: PLR2004
        weight_kg=_WEIGHTS[dice >> 4 & 3],
    )


@st.composite
def parcels(draw: DrawFn, *, atlas: Atlas | None = None, allow_unknown: bool = True) -> Parcel:
    """Parcels on every lane between two places of the atlas: one to four lines, each channel, seller, buyer and Incoterms® rule.

    Prices stand in the destination's currency or another, some in two, some in parts of a cent; many lie at a limit of some
    law. Facts are missing here and there, unless `allow_unknown` is false: then none is that a rule of the atlas might read.
    """
    world = standard() if atlas is None else atlas
    drawn: list[tuple[int, int, str, Rate, int]] = draw(st.lists(_LINE, min_size=1, max_size=4))
    start, goal = draw(places(atlas=world)), draw(places(atlas=world))
    home = Currency(world.header(goal.scope).get("currency") or "USD")
    currency, other = draw(st.sampled_from((home, home, *_CURRENCIES))), draw(st.sampled_from((home, *_CURRENCIES)))
    channel, transport, sold_via, buyer, gift = draw(st.sampled_from(_HOW))
    dice = draw(st.integers(0, 4095))
    freight, unknown = draw(st.sampled_from(_AMOUNTS)), allow_unknown and bool(dice & 1)
    lines = [_line(number, one, currency, other, start.country, unknown) for number, one in enumerate(drawn)]
    goods = [line.unit_price * line.quantity for line in lines]
    certain = not allow_unknown
    facts: dict[str, Any] = {
        "lines": lines,
        "ship_from": start,
        "ship_to": goal,
        "channel": channel,
        "transport": transport or ("air" if certain else None),
        "sold_via": sold_via or ("own" if certain else None),
        "buyer": buyer and Buyer(kind=buyer),
        "gift": gift,
        "freight": None if unknown and dice & 2 else _priced(freight, currency if dice & 12 else other),
        "insurance": _priced(freight // 10, currency) if dice & 48 == 48 else None,  # noqa: PLR2004 - one in four
        "discount": goods[0].allocate((1, 9))[0].rounded(direction="down") if dice & 192 == 192 else None,  # noqa: PLR2004
        "incoterm": draw(st.sampled_from((None, "DAP", "DDP", *INCOTERMS))),
        "prices_include": _INSIDE[dice >> 8 & 7],
        "seller": Seller(country=start.country, schemes=draw(st.sampled_from(_SCHEMES))) if dice & 2048 or certain else None,
        "currency": draw(st.sampled_from((None, None, currency, *_CURRENCIES))),
    }
    return Parcel(**facts)


_PROVIDERS: tuple[tuple[str, ...] | None, ...] = (None, (), ("stripe",), ("adyen",), ("mollie", "paypal"), ("stripe", "klarna"), ("worldpay", "unheard_of"))


@st.composite
def checkouts(draw: DrawFn, *, atlas: Atlas | None = None) -> Checkout:
    """Checkouts between any two places of the atlas: every kind of goods and purpose, amounts from the least up, some age or device."""
    world = standard() if atlas is None else atlas
    buyer, seller = draw(places(atlas=world)).country, draw(places(atlas=world)).country
    home = Currency(world.header(buyer).get("currency") or "USD")
    currency = draw(st.sampled_from((home, home, *_CURRENCIES)))
    minor = draw(st.sampled_from(_AMOUNTS[1:]) | st.integers(1, 10**7))
    methods = world.listed("methods")
    dice = draw(st.integers(0, 31))
    return Checkout(
        amount=max(_priced(minor, currency), Money.of(1, currency)),
        customer={"country": buyer, "age": draw(st.sampled_from((16, 17, 18, 40))) if dice & 1 else None},  # type: ignore[arg-type] # read at the door
        merchant={  # type: ignore[arg-type] # the same
            "country": seller,
            "providers": draw(st.sampled_from(_PROVIDERS)),
            "blocked": draw(st.lists(st.sampled_from(methods), max_size=2)) if dice & 2 and methods else [],
        },
        goods=draw(st.sampled_from(GOODS)),
        purpose=draw(st.sampled_from(PURPOSES)),
        device=draw(st.sampled_from((None, *DEVICES))),
        delivery_days=draw(st.sampled_from((0, 3, 30))) if dice & 4 else None,
    )
