"""A shop's price list: laws first, then what it refuses and what it asks for."""

import pickle
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xborder import FactError, Money, Rate, RateCard

ON = "2026-03-02"
SINCE = "2026-01-01"
ZONES = {"eu": ["DE", "FR", "ES"], "islands": ["ES 35*", "ES 38*"], "canary": ["ES-CN"], "world": ["*"]}
LIST = "zone,up_to_kg,price\neu,1,9.00\neu,2,11.50\nislands,2,19.00\ncanary,2,20.00\nworld,2,40.00\n"
weights = st.decimals(min_value="0.001", max_value="60", places=3)
prices = st.decimals(min_value="0", max_value="200", places=2)


@st.composite
def steps(draw):
    tops = draw(st.lists(st.decimals(min_value="0.1", max_value="40", places=1), min_size=1, max_size=6, unique=True))
    return [{"up_to_kg": top, "price": f"{draw(prices)} EUR"} for top in tops]


@st.composite
def cards(draw):
    beyond = draw(st.none() | st.builds(lambda each, price: {"each_kg": each, "price": f"{price} EUR"}, st.sampled_from(["0.5", "1", "2.3"]), prices))
    zone = {"name": "eu", "places": ["DE"], "steps": draw(steps()), "beyond": beyond}
    fuel = draw(st.none() | st.sampled_from(["0", "0.0725", "0.185", "1/3", "1"]))
    minimum = draw(st.none() | st.builds("{} EUR".format, prices))
    maximum = draw(st.none() | st.sampled_from(["5", "30"]))
    return RateCard(zones=[zone], since=SINCE, fuel=fuel, minimum=minimum, maximum_kg=maximum)


def rising(card):
    return all(low.price <= high.price for low, high in pairwise(card.zones[0].steps))


@given(cards(), weights, weights)
def test_a_rising_card_never_charges_more_for_less(card, one, other):
    assume(rising(card))
    light, heavy = (card.freight("DE", weight, on=ON).amount for weight in sorted((one, other)))

    assert heavy is None or (light is not None and light <= heavy)


@given(cards(), st.randoms(use_true_random=False), weights)
def test_the_order_of_the_list_does_not_matter(card, dice, weight):
    plain = card.to_dict()
    dice.shuffle(plain["zones"][0]["steps"])
    turned = RateCard.from_dict(plain)

    assert card == turned
    assert card.freight("DE", weight, on=ON) == turned.freight("DE", weight, on=ON)


@given(cards(), weights)
def test_the_amount_is_the_price_and_its_fuel(card, weight):
    quote = card.freight("DE", weight, on=ON)
    if quote.amount is None:
        assert quote.needs and "incomplete" == quote.status
        return

    fuel = card.fuel.exact if card.fuel else 0
    assert quote.amount == quote.price.times(Rate(1)) + quote.fuel
    assert abs(quote.amount.exact - quote.price.exact * (1 + fuel)) <= Decimal("0.5")
    assert card.minimum is None or card.minimum <= quote.price
    assert "complete" == quote.status and quote.because


@given(cards(), weights)
def test_cards_and_quotes_are_values(card, weight):
    quote = card.freight("DE", weight, on=ON)

    assert card == RateCard.from_dict(card.to_dict()) == pickle.loads(pickle.dumps(card))
    assert quote == pickle.loads(pickle.dumps(quote))
    assert hash(quote) == hash(card.freight({"country": "DE"}, str(weight), on=ON))
    assert list(type(quote).WIRE) == list(quote.to_dict())


@given(steps())
def test_every_weight_up_to_the_last_has_one_price(given_steps):
    card = RateCard(zones=[{"name": "eu", "places": ["DE"], "steps": given_steps}], since=SINCE)
    tops = sorted((Decimal(one["up_to_kg"]), Money.read(one["price"])) for one in given_steps)
    for (low, _), (high, price) in pairwise([(Decimal(0), None), *tops]):
        assert price == card.freight("DE", high, on=ON).price
        assert price == card.freight("DE", low + Decimal("0.001"), on=ON).price
    assert None is card.freight("DE", tops[-1][0] + Decimal("0.001"), on=ON).price


@given(steps(), st.randoms(use_true_random=False))
def test_a_list_in_csv_is_the_same_card(given_steps, dice):
    lines = [f"eu,{one['up_to_kg']},{one['price'].removesuffix(' EUR')}" for one in given_steps]
    dice.shuffle(lines)
    card = RateCard.from_csv("\n".join(["zone,up_to_kg,price", *lines]), zones={"eu": ["DE"]}, currency="EUR", since=SINCE)

    assert RateCard(zones=[{"name": "eu", "places": ["DE"], "steps": given_steps}], since=SINCE) == card


def card_of(written=LIST, zones=ZONES, **more):
    return RateCard.from_csv(written, **{"zones": zones, "currency": "EUR", "since": SINCE, **more})


@pytest.mark.parametrize(
    ("ship_to", "zone", "place"),
    [
        ("DE", "eu", "DE"),
        ({"country": "ES", "region": "MD", "postcode": "28001"}, "eu", "ES"),
        ({"country": "ES", "postcode": "35 001"}, "islands", "ES 35*"),
        ({"country": "ES", "region": "CN", "postcode": "99999"}, "canary", "ES-CN"),
        # the postcode speaks before the region
        ({"country": "ES", "region": "CN", "postcode": "35001"}, "islands", "ES 35*"),
        ("BR", "world", "BR"),
    ],
)
def test_the_narrowest_place_decides(ship_to, zone, place):
    quote = card_of().freight(ship_to, "1", on=ON)

    assert zone == quote.zone
    assert f"{place} is in zone {zone} of the rate card" == quote.because[0].text


@pytest.mark.parametrize(
    ("ship_to", "weight", "paths"),
    [
        (None, None, ["/ship_to", "/weight_kg"]),
        ("DE", None, ["/weight_kg"]),
        ("ES", "1", ["/ship_to/postcode"]),
        ({"country": "ES", "postcode": "28001"}, "1", ["/ship_to/region"]),
        ("DE", "2.001", ["/card/zones/eu"]),
        ("DE", "6", ["/card/maximum_kg"]),
    ],
)
def test_what_is_missing_is_a_need(ship_to, weight, paths):
    quote = card_of(maximum_kg="5").freight(ship_to, weight, on=ON)

    assert paths == [one.path for one in quote.needs]
    assert (None, None, None) == (quote.amount, quote.price, quote.fuel)


def test_a_place_outside_every_zone_is_a_need():
    quote = card_of(zones={"eu": ["DE"]}, written="zone,up_to_kg,price\neu,1,9.00\n").freight("BR", "1", on=ON)

    assert [("/card/zones", "no zone of the rate card holds BR")] == [(one.path, one.text) for one in quote.needs]


def test_a_postcode_that_decides_nothing_is_not_asked_for():
    zones = {"eu": ["DE", "DE 27498*", "DE-BY"]}

    assert Money("9.00", "EUR") == card_of("zone,up_to_kg,price\neu,1,9.00\n", zones).freight("DE", "1", on=ON).amount


def test_a_longer_postcode_is_nearer():
    card = card_of("zone,up_to_kg,price\ngb,1,9.00\nni,1,12.00\nbelfast,1,11.00\n", {"gb": ["GB"], "ni": ["GB BT*"], "belfast": ["GB BT1*"]})

    assert ["gb", "ni", "belfast"] == [card.freight({"country": "GB", "postcode": code}, "1", on=ON).zone for code in ("SW1A 1AA", "bt48 6dq", "BT1 5GS")]


def test_fuel_minimum_and_what_is_beyond_are_told():
    zone = {"name": "eu", "places": ["DE"], "steps": [{"up_to_kg": "1", "price": "2.00 EUR"}], "beyond": {"each_kg": "0.5", "price": "1.00 EUR"}}
    card = RateCard(zones=[zone], since=SINCE, fuel="0.185", minimum="5.00 EUR")
    light, heavy = (card.freight("DE", weight, on=ON) for weight in ("1", "4.6"))

    assert (Money("5.00", "EUR"), Money("0.93", "EUR"), Money("5.93", "EUR")) == (light.price, light.fuel, light.amount)
    assert [
        "DE is in zone eu of the rate card",
        "1 kg to zone eu costs 2.00 EUR",
        "no consignment costs less than 5.00 EUR",
        "with 18.5% for fuel it costs 5.93 EUR",
    ] == [one.text for one in light.because]
    assert "5.00 EUR x (1 + 0.185) = 5.93 EUR" == light.because[-1].formula
    assert "2.00 EUR up to 1 kg + 8 x 1.00 EUR for each 0.5 kg begun" == heavy.because[1].formula
    assert Money("11.85", "EUR") == heavy.amount


def test_the_amount_has_the_digits_of_its_currency():
    zone = {"name": "jp", "places": ["JP"], "steps": [{"up_to_kg": "1", "price": "1200.50 JPY"}]}

    assert Money("1201", "JPY") == RateCard(zones=[zone], since=SINCE).freight("JP", "1", on=ON).amount


def test_a_card_holds_on_its_days():
    card = card_of(until="2027-01-01")

    assert card.freight("DE", "1", on="2026-12-31").amount
    for on in ("2025-12-31", "2027-01-01"):
        with pytest.raises(FactError, match="does not hold on") as caught:
            card.freight("DE", "1", on=on)
        assert "card_not_in_force" == caught.value.code


@pytest.mark.parametrize(
    ("written", "code", "path"),
    [
        ("", "missing_column", "/csv/1"),
        ("zone,up_to_kg,price\n", "no_steps", "/csv"),
        ("zone,up_to,price\neu,1,9\n", "unknown_column", "/csv/1"),
        ("zone,price\neu,9\n", "missing_column", "/csv/1"),
        ("zone,zone,up_to_kg,price\neu,eu,1,9\n", "missing_column", "/csv/1"),
        ("zone,up_to_kg,price\neu,1,9.00\neu,two,9.00\n", "unreadable_measure", "/csv/3/up_to_kg"),
        ("zone,up_to_kg,price\neu,1,9.00 EUR\n", "unreadable_amount", "/csv/2/price"),
        ("zone,up_to_kg,price\neu,1,-9.00\n", "negative_price", "/csv/2/price"),
        ('zone,up_to_kg,price\neu,1,"9,00"\n', "unreadable_amount", "/csv/2/price"),
        ("zone,up_to_kg,price\n,1,9.00\n", "empty_text", "/csv/2/zone"),
        ("zone,up_to_kg,price\neu,1,9,00\n", "uneven_line", "/csv/2"),
        ("zone,up_to_kg,price\nmoon,1,9.00\n", "unknown_zone", "/csv/2/zone"),
        ("zone,up_to_kg,price\neu,1,9.00\n\neu,1.0,9.50\n", "overlapping_steps", "/csv/4/up_to_kg"),
        ('zone,up_to_kg,price\neu,1,"9.00\n', "unreadable_csv", "/csv/2"),
        ("zone,from_kg,up_to_kg,price\neu,0,1,9\neu,1.5,2,9.50\n", "gap_in_steps", "/zones/0/steps"),
        ("zone,from_kg,up_to_kg,price\neu,0,1,9\neu,0.5,2,9.50\n", "overlapping_steps", "/zones/0/steps"),
        ("zone,from_kg,up_to_kg,price\neu,0.5,1,9\n", "gap_in_steps", "/zones/0/steps"),
        ("zone,from_kg,up_to_kg,price\neu,-1,1,9\n", "unreadable_measure", "/csv/2/from_kg"),
        (b"zone", "not_text", "/csv"),
    ],
)
def test_a_bad_list_is_refused_by_line_and_column(written, code, path):
    with pytest.raises(FactError) as caught:
        card_of(written, {"eu": ["DE"]})

    assert (code, path) == (caught.value.code, caught.value.path)


def test_a_list_may_be_written_otherwise():
    written = "\ufeffPrice; Zone ;up_to_kg;from_kg\r\n9.00;eu;1;0\r\n\r\n11.50;eu;2;\r\n"
    card = card_of(written, {"eu": ["DE"]}, delimiter=";", beyond={"eu": {"each_kg": "1", "price": "3.00 EUR"}})

    assert Money("17.50", "EUR") == card.freight("DE", "4", on=ON).amount


STEP = {"up_to_kg": "1", "price": "9.00 EUR"}


@pytest.mark.parametrize(
    ("changed", "code", "path"),
    [
        ({"zones": []}, "no_zones", "/zones"),
        ({"zones": [{"name": "a", "places": [], "steps": [STEP]}]}, "no_places", "/zones/0/places"),
        ({"zones": [{"name": "a", "places": ["DE"], "steps": []}]}, "no_steps", "/zones/0/steps"),
        ({"zones": [{"name": "a", "places": ["DE", "DE"], "steps": [STEP]}]}, "place_twice", "/zones/0/places"),
        ({"zones": [{"name": "a", "places": ["GB B?"], "steps": [STEP]}]}, "unreadable_place", "/zones/0/places/0"),
        ({"zones": [{"name": "a", "places": ["UK"], "steps": [STEP]}]}, "unknown_country", "/zones/0/places/0/country"),
        ({"zones": [{"name": one, "places": [place], "steps": [STEP]} for one, place in (("a", "DE"), ("a", "FR"))]}, "zone_twice", "/zones"),
        ({"zones": [{"name": one, "places": ["GB bt*"], "steps": [STEP]} for one in "ab"]}, "place_in_two_zones", "/zones"),
        ({"zones": [{"name": "a", "places": ["DE"], "steps": [STEP, {"up_to_kg": "2", "price": "9.00 USD"}]}]}, "mixed_currencies", "/zones"),
        ({"zones": [{"name": "a", "places": ["DE"], "steps": [STEP, {"up_to_kg": "1.00", "price": "9.00 EUR"}]}]}, "overlapping_steps", "/zones/0/steps"),
        ({"minimum": "5.00 USD"}, "mixed_currencies", "/minimum"),
        ({"minimum": "-5.00 EUR"}, "negative_price", "/minimum"),
        ({"fuel": "18.5"}, "rate_too_high", "/fuel"),
        ({"fuel": "1.85"}, "rate_too_high", "/fuel"),
        ({"maximum_kg": 30.5}, "float_measure", "/maximum_kg"),
        ({"until": SINCE}, "empty_period", "/until"),
    ],
)
def test_a_bad_card_is_refused(changed, code, path):
    card = {"zones": [{"name": "eu", "places": ["DE"], "steps": [STEP]}], "since": SINCE}

    with pytest.raises(FactError) as caught:
        RateCard(**{**card, **changed})

    assert (code, path) == (caught.value.code, caught.value.path)


def test_a_bad_question_is_refused():
    for ship_to, weight, on, path in (("UK", "1", ON, "/ship_to"), ("DE", 1.5, ON, "/weight_kg"), ("DE", "0", ON, "/weight_kg"), ("DE", "1", "today", "/on")):
        with pytest.raises(FactError) as caught:
            card_of().freight(ship_to, weight, on=on)
        assert caught.value.path.startswith(path)
    with pytest.raises(FactError, match="does not part columns"):
        card_of(delimiter=", ")
