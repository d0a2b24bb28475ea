"""What duties come to.

The British figures are those of HM Government's duty calculator (trade-tariff/trade-tariff-duty-calculator,
spec/services/expression_evaluators/*_spec.rb, MIT).
"""

from decimal import Decimal
from fractions import Fraction

import pytest

from xborder.errors import FactError, Incomplete
from xborder.money import ExchangeRates, Money
from xborder.shipping.duty import AdValorem, Per, Reference, Specific, evaluate, read_components, read_duty


def duty(text, grammar="taric"):
    return read_duty(text, grammar=grammar).expression


def euro(rate):
    return ExchangeRates(quotes={"EUR/GBP": rate}, on="2022-01-01", source="the calculator")


COMPOUND = "13.8 % MIN 13 GBP/100kg MAX 15 GBP/100kg - 7 GBP/100kg"
ALCOHOL = {"vol": "18", "l": 100}

BRITISH = {
    "compound, a hundred times 100 kg": (COMPOUND, {"value": "1200 GBP", "measures": {"kg": 10_000}}, "800.00"),
    "compound, 100 kg": (COMPOUND, {"value": "1000 GBP", "measures": {"kg": 100}}, "8.00"),
    "euro, 10 000 kg": ("35.1 EUR/100kg", {"value": "1200 GBP", "measures": {"kg": 10_000}, "rates": euro("0.8571")}, "3008.42"),
    "euro, 12 000 kg": ("35.10 EUR / 100 kg", {"value": "30 GBP", "measures": {"kg": 12_000}, "rates": euro("0.85378")}, "3596.12"),
    "alcohol by strength and litres": ("0.50 GBP / % vol/hl", {"value": "1200 GBP", "measures": ALCOHOL}, "9.00"),
    "alcohol by strength and hectolitres": ("0.50 GBP / % vol/hl", {"value": "1200 GBP", "measures": {"vol": 18, "hl": 100}}, "900.00"),
    "sucrose": ("0.30 GBP/100kg/net/%sacchar.", {"value": "1200 GBP", "measures": {"kg": 13_600, "sucrose": 96}}, "3916.80"),
    "small producers, litres of alcohol": ("1.00 GBP / SPQ", {"value": None, "currency": "GBP", "measures": {"l_alcohol": "34.9", "spr": 5}}, "174.50"),
    "small producers, strength": ("1.00 GBP / SPQ", {"value": None, "currency": "GBP", "measures": {"l": 1000, "vol": "3.49", "spr": 5}}, "174.50"),
    "ad valorem of goods, freight and insurance": ("8.00 %", {"value": "30 GBP"}, "2.40"),
    "retail price": ("16.50 % / RET", {"value": "30 GBP", "materials": {"retail_price": "1000 GBP"}}, "165.00"),
    "twelve percent of 500": ("12 %", {"value": "500 GBP"}, "60.00"),
}


@pytest.mark.parametrize("case", BRITISH)
def test_british_figures_to_the_penny(case):
    text, facts, expected = BRITISH[case]
    found = evaluate(duty(text), **facts)

    assert Money(expected, "GBP") == found.money()
    assert found.needs == ()


def test_british_alcohol_is_floored_by_the_caller():
    """An irregular value of 2.789 is shown as 2.78."""
    found = evaluate(duty("2.789 GBP / l alc. 100%"), value="10 GBP", measures={"l_alcohol": 1})

    assert Money("2.78", "GBP") == found.money("down")
    assert Money("2.79", "GBP") == found.money()
    assert Fraction("278.9") == found.exact


def test_the_euro_figure_is_exact():
    found = evaluate(duty("35.10 EUR / 100 kg"), value="30 GBP", measures={"kg": 12_000}, rates=euro("0.85378"))

    assert Fraction("359612.136") == found.exact


@pytest.mark.parametrize(
    ("degrees", "expected"),
    [(100, "36.606"), (99, "36.39932"), ("96.5", "35.88262"), (80, "32.4724"), (75, "31.439"), (74, "31.43854"), (20, "31.43854")],
)
def test_raw_sugar_slides(degrees, expected):
    text = "3.6606¢/kg less 0.020668¢/kg for each degree under 100 degrees (and fractions of a degree in proportion) but not less than 3.143854¢/kg"
    found = evaluate(duty(text, "hts"), value="1000 USD", measures={"t": 1, "degrees": degrees})

    assert Fraction(expected) * 100 == found.exact


def test_watches_by_their_parts():
    text = "44¢ each + 6% on the case + 14% on the strap, band or bracelet + 5.3% on the battery"
    found = evaluate(duty(text, "hts"), value="500 USD", measures={"pieces": 10}, materials={"case": "200 USD", "strap": "100 USD", "battery": "10 USD"})

    assert Fraction("4.40") + 12 + 14 + Fraction("0.53") == found.exact / 100


@pytest.mark.parametrize(
    ("text", "grammar", "measures", "expected"),
    [
        ("20¢/gross", "hts", {"pieces": 288}, "0.40"),
        ("$2/1,000 + 60%", "hts", {"doz": 500}, "72.00"),
        ("76¢/pr. + 32%", "hts", {"pairs": 3}, "34.28"),
        ("$1.32/pf. liter", "hts", {"l": 10, "vol": 40}, "10.56"),
        ("21¢/bbl", "hts", {"l": "158.987294928"}, "0.21"),
        ("10.6¢/g", "hts", {"kg": "0.5"}, "53.00"),
        ("88.2¢/t", "hts", {"kg": 5000}, "4.41"),
        ("43¢ each + 2.8¢/jewel over 7", "hts", {"pieces": 2, "jewels": 34}, "1.42"),
        ("43¢ each + 2.8¢/jewel over 7", "hts", {"pieces": 2, "jewels": 10}, "0.86"),
        ("2.1¢/kg on entire contents of container", "hts", {"kg_entire_contents": 100}, "2.10"),
        ("8.8¢/kg on copper content + 3.3¢/kg on lead content", "hts", {"kg_copper": 10, "g_lead": 500}, "0.90"),
        ("6.5% on the entire set", "hts", {}, "6.50"),
    ],
)
def test_american_units(text, grammar, measures, expected):
    assert Money(expected, "USD") == evaluate(duty(text, grammar), value="100 USD", measures=measures).money()


@pytest.mark.parametrize(
    ("text", "measures", "expected"),
    [
        (
            "$54.74/L of alcohol, calculated on that alcohol content by which the percentage by volume of alcohol of the goods exceeds 1.15",
            {"l": 100, "vol": 5},
            "210.75",
        ),
        (
            "$54.74/L of alcohol, calculated on that alcohol content by which the percentage by volume of alcohol of the goods exceeds 1.15",
            {"l": 100, "vol": 1},
            "0.00",
        ),
        ("5%, or, if lower, $0.45/kg TSS", {"kg_tss": 10}, "4.50"),
        ("5%, or, if lower, $0.45/kg TSS", {"kg_tss": 1000}, "5.00"),
        ("$1.220/kg, less 5%", {"kg": 10}, "7.20"),
        ("$1.220/kg, less 5%", {"kg": 1}, "0.00"),
    ],
)
def test_australian_words(text, measures, expected):
    assert Money(expected, "AUD") == evaluate(duty(text, "au"), value="100 AUD", measures=measures).money()


def test_what_is_missing_is_named_and_bounded():
    text = "44¢ each + 6% on the case + 3.7¢/kg on drained weight"
    found = evaluate(duty(text, "hts"), value="100 USD", measures={"kg": 10}, path="/parcel/lines/0")

    assert ["/parcel/lines/0/materials/case", "/parcel/lines/0/measures/kg_drained", "/parcel/lines/0/measures/pieces"] == [need.path for need in found.needs]
    assert (Money("0.00", "USD"), None, None) == (found.low(), found.high(), found.exact)
    with pytest.raises(Incomplete) as asked:
        found.money()
    assert "kg_drained" in str(asked.value)


def test_a_part_is_at_most_the_net_weight_and_a_packing_holds_it():
    drained = evaluate(duty("3.7¢/kg on drained weight + 6% on the case", "hts"), value="100 USD", measures={"kg": 10})
    packed = evaluate(duty("5¢/kg on contents and container", "hts"), value="100 USD", measures={"kg": 10})

    assert (Money("0.00", "USD"), Money("6.37", "USD")) == (drained.low(), drained.high())
    assert (Money("0.50", "USD"), None) == (packed.low(), packed.high())


def test_a_fact_is_needed_only_if_it_can_move_the_figure():
    text = "5% MIN 2 EUR MAX 3 EUR / kg"
    free = evaluate(duty("0% MAX 3 EUR / kg"), value="100 EUR")
    open_ended = evaluate(duty(text), value="100 EUR")

    assert (0, ()) == (free.exact, free.needs)
    assert (Money("0.00", "EUR"), Money("5.00", "EUR")) == (open_ended.low(), open_ended.high())
    assert ["/measures/kg"] == [need.path for need in open_ended.needs]


def test_strength_is_asked_for_where_litres_are_known():
    found = evaluate(duty("0.50 GBP / % vol/hl"), value="1 GBP", measures={"l": 50})

    assert ["/measures/vol"] == [need.path for need in found.needs]
    assert Money("25.00", "GBP") == found.high()


def test_an_exchange_rate_is_a_need():
    found = evaluate(duty("5% + 2 EUR / kg"), value="100 SEK", measures={"kg": 1})

    assert (["/rates/EUR~1SEK"], Money("5.00", "SEK"), None) == ([need.path for need in found.needs], found.low(), found.high())


def test_sugar_without_an_exchange_rate_names_all_it_needs():
    text = "3¢/kg less 0.1¢/kg for each degree under 100 degrees (and fractions of a degree in proportion) but not less than 2¢/kg"
    found = evaluate(duty(text, "hts"), value="1 EUR")
    sweet = evaluate(duty(text, "hts"), value="1 USD", measures={"kg": 100})

    assert ["/measures/kg", "/rates/USD~1EUR"] == [need.path for need in found.needs]
    assert (Money("2.00", "USD"), Money("3.00", "USD"), ["/measures/degrees"]) == (sweet.low(), sweet.high(), [need.path for need in sweet.needs])


def test_an_unknown_value_is_a_need():
    found = evaluate(duty("5%"), value=None, currency="EUR", path="/duty")

    assert ["/duty/value"] == [need.path for need in found.needs]


def test_references_are_what_the_caller_says_they_are():
    added = duty("The duty provided in the applicable subheading + 25%", "hts_ch99")
    alone = evaluate(added, value="100 USD")
    with_duty = evaluate(added, value="100 USD", references={"applicable_subheading": duty("4.9¢/kg + 8.6%", "hts")}, measures={"kg": 10})
    with_money = evaluate(added, value="100 USD", references={"applicable_subheading": Money("1.00", "USD")})
    endless = evaluate(added, value="100 USD", references={"applicable_subheading": added})

    assert (["/references/applicable_subheading"], ["rule"], Money("25.00", "USD")) == ([need.path for need in alone.needs], ["rule"], alone.low())
    assert (Money("34.09", "USD"), Money("26.00", "USD")) == (with_duty.money(), with_money.money())
    assert endless.exact is None


def test_duty_is_never_below_nothing():
    assert evaluate(duty("$1.22/kg, less 500%", "au"), value="100 AUD", measures={"kg": 1}).exact == 0


@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"measures": {"kg": 1.5}}, "float_measure", "/measures/kg"),
        ({"measures": {"kg": True}}, "float_measure", "/measures/kg"),
        ({"measures": {"kg": "-1"}}, "unreadable_measure", "/measures/kg"),
        ({"measures": {"kg": "much"}}, "unreadable_measure", "/measures/kg"),
        ({"measures": {"kg": Decimal("NaN")}}, "unreadable_measure", "/measures/kg"),
        ({"measures": {"kg": Decimal("1e999999999")}}, "unreadable_measure", "/measures/kg"),
        ({"measures": {"kg": "1e999999999"}}, "unreadable_measure", "/measures/kg"),
        ({"measures": {"kg": "1/0"}}, "unreadable_measure", "/measures/kg"),
        ({"value": None}, "missing_currency", "/currency"),
    ],
)
def test_facts_that_cannot_be_read_are_refused(facts, code, path):
    with pytest.raises(FactError) as refused:
        evaluate(AdValorem("0.05"), **{"value": "1 EUR", **facts})

    assert (code, path) == (refused.value.code, refused.value.path)


def test_amounts_are_written_and_read_again():
    found = evaluate(read_components([{"duty_expression_id": "01", "duty_amount": "5"}]), value="1.01 EUR")
    thirds = evaluate(Specific(Money(1, "EUR"), Per(3, "kg")), value="1 EUR", measures={"kg": 1})
    missing = evaluate(Reference("unread", "??"), value="1 EUR")

    assert {"currency": "EUR", "amount": "5.05", "low": "5.05", "high": "5.05", "needs": []} == found.to_dict()
    assert thirds.to_dict()["amount"] == "100/3"
    for one in (found, thirds, missing):
        assert one == type(one).from_dict(one.to_dict())
