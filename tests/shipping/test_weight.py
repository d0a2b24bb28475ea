"""What is charged for: laws of the arithmetic, then cases that carriers and others have published."""

import pickle
from datetime import date, timedelta
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder import ChargeableWeight, FactError, WeightProfile, chargeable_weight
from xborder.shipping.carriers import PROFILES
from xborder.shipping.parcel import Package
from xborder.shipping.weight_profile import INCH, POUND

ON = date(2026, 11, 21)
measures = st.decimals(min_value="0.01", max_value="300", places=2)
kilograms = st.builds(lambda kg, sides: {"kg": kg, "cm": sides}, measures, st.tuples(measures, measures, measures))
pounds = st.builds(
    lambda lb, sides: {"lb": lb, "inches": sides}, st.decimals(min_value="0.1", max_value="300", places=1), st.tuples(measures, measures, measures)
)
boxes = kilograms | pounds
names = st.sampled_from(sorted(PROFILES))
rules = st.builds(
    WeightProfile,
    carrier=st.just("own"),
    unit=st.sampled_from(["kg", "lb"]),
    divisor=st.sampled_from(["139", "166", "4000", "5000", "6000"]),
    sides=st.sampled_from(["as_measured", "nearest", "up"]),
    step=st.sampled_from([None, "0.5", "1", "0.1"]),
    threshold=st.sampled_from([None, "1728"]),
    minimum=st.sampled_from([None, "1", "5"]),
    per=st.sampled_from(["package", "shipment"]),
)


@given(st.lists(boxes, min_size=1, max_size=5), rules)
def test_it_is_never_less_than_what_it_weighs_or_what_its_volume_stands_for(packages, rule):
    weight = chargeable_weight(packages, rule, on=ON)
    cubic = sum(box.volumetric for box in weight._boxes)
    actual = sum(box.actual for box in weight._boxes)

    assert Fraction(weight.chargeable) >= max(actual, cubic)
    assert weight.actual >= actual and weight.volumetric >= cubic
    assert "complete" == weight.status


@given(st.lists(boxes, min_size=1, max_size=5), rules)
def test_it_is_the_next_step_and_no_further(packages, rule):
    weight = chargeable_weight(packages, rule, on=ON)
    if rule.step is None:
        return
    least = Fraction(rule.minimum or 0)
    step = Fraction(rule.step)
    if rule.per == "package":
        exact = sum(-(-max(box.actual, box.volumetric) // step) for box in weight._boxes) * step
    else:
        exact = -(-max(sum(box.actual for box in weight._boxes), sum(box.volumetric for box in weight._boxes)) // step) * step

    assert max(exact, least) == Fraction(weight.chargeable)


@given(st.lists(boxes, min_size=1, max_size=5), rules, st.randoms(use_true_random=False))
def test_the_order_of_packages_and_sides_does_not_matter(packages, rule, dice):
    turned = [{key: dice.sample(value, 3) if isinstance(value, tuple) else value for key, value in box.items()} for box in packages]
    dice.shuffle(turned)

    assert chargeable_weight(packages, rule, on=ON).chargeable == chargeable_weight(turned, rule, on=ON).chargeable


@given(kilograms, rules, st.integers(0, 3), measures)
def test_a_bigger_package_is_never_charged_less(box, rule, which, more):
    bigger = (
        dict(box, kg=box["kg"] + more) if which == 3 else dict(box, cm=tuple(side + (more if index == which else 0) for index, side in enumerate(box["cm"])))
    )

    assert chargeable_weight([box], rule, on=ON).chargeable <= chargeable_weight([bigger], rule, on=ON).chargeable


@given(st.lists(pounds, min_size=1, max_size=3), rules)
def test_pounds_and_inches_are_so_many_kilograms_and_centimetres(packages, rule):
    metric = [{"kg": exact(Fraction(one["lb"]) * POUND), "cm": [exact(Fraction(side) * INCH) for side in one["inches"]]} for one in packages]

    assert chargeable_weight(packages, rule, on=ON).packages == chargeable_weight(metric, rule, on=ON).packages


def exact(amount):
    with localcontext(prec=60):
        return (Decimal(amount.numerator) / amount.denominator).quantize(Decimal("1e-9")).normalize() + 0


@given(boxes, names)
def test_rounding_sides_up_never_charges_less(box, name):
    old, new = PROFILES[name][0], PROFILES[name][-1]
    first, last = (chargeable_weight([box], one, on=one.since) for one in (old, new))
    if old.sides == "nearest" and new.sides == "up":
        assert first.chargeable <= last.chargeable


@given(st.lists(boxes, min_size=1, max_size=3), names)
def test_the_decimal_context_changes_nothing(packages, name):
    plain = chargeable_weight(packages, name, on=ON).to_dict()
    with localcontext(prec=3, rounding="ROUND_DOWN"):
        assert plain == chargeable_weight(packages, name, on=ON).to_dict()


@given(st.lists(boxes, min_size=1, max_size=3), rules)
def test_an_answer_is_a_value(packages, rule):
    weight = chargeable_weight(packages, rule, on=ON)

    assert weight == pickle.loads(pickle.dumps(weight)) == chargeable_weight(packages, WeightProfile.from_dict(rule.to_dict()), on="2026-11-21")
    assert hash(weight) == hash(chargeable_weight(packages, rule, on=ON))
    assert isinstance(weight, ChargeableWeight)
    assert list(ChargeableWeight.WIRE) == list(weight.to_dict())


INCHES = {"lb": "1", "inches": ["11.1", "8.5", "6.2"]}


@pytest.mark.parametrize(
    ("box", "rule", "on", "volumetric", "chargeable"),
    [
        # Jay Group: 11.1 x 8.5 x 6.2 in is billed as 12 x 9 x 7 in from 2025-08-18
        (INCHES, "ups_lb", "2025-08-18", "5.439", "6"),
        (INCHES, "fedex_lb", "2025-08-18", "5.439", "6"),
        # the day before: each side to the nearest inch, 11 x 9 x 6; taken as measured it is 584.97 / 139
        (INCHES, "ups_lb", "2025-08-17", "4.274", "5"),
        (INCHES, "fedex_lb", "2025-08-17", "4.274", "5"),
        (INCHES, {"carrier": "as measured", "unit": "lb", "divisor": "139", "step": "1"}, "2025-08-17", "4.209", "5"),
        # Atlantic Packaging: 540 / 139 = 3.88, billed 4 pounds
        ({"lb": "1", "inches": ["11.1", "8.1", "4.1"]}, "fedex_lb", "2025-09-01", "3.885", "4"),
        # 40 x 30 x 30 cm by 5000 and by 6000
        ({"kg": "2", "cm": [40, 30, 30]}, "dhl_express_kg", "2026-11-21", "7.2", "7.5"),
        ({"kg": "2", "cm": [40, 30, 30]}, "ups_kg", "2026-11-21", "7.2", "8"),
        ({"kg": "2", "cm": [40, 30, 30]}, "aramex_in_kg", "2026-11-21", "6", "6"),
        ({"kg": "2", "cm": [40, 30, 30]}, "korea_post_ems_kg", "2026-11-21", "6", "6"),
        # 11 x 10 x 9 in is 8 lb
        ({"lb": "3", "inches": [11, 10, 9]}, "ups_lb", "2026-11-21", "7.123", "8"),
        # DHL Express USA: 30.4 x 19.6 x 19.5 in is 30 x 20 x 20, 87 lb
        ({"lb": "20", "inches": ["30.4", "19.6", "19.5"]}, "dhl_express_lb", "2026-11-21", "86.331", "87"),
        # Postal Advocate: 15 x 15 x 22 in by 166
        ({"lb": "5", "inches": [15, 15, 22]}, "usps_lb", "2026-07-11", "29.82", "30"),
        ({"lb": "5", "inches": [15, 15, 22]}, "usps_lb", "2026-07-12", "35.612", "36"),
        # a cubic foot, and a little more
        ({"lb": "5", "inches": [12, 12, 12]}, "usps_lb", "2026-07-11", "0", "5"),
        ({"lb": "5", "inches": ["12.1", 12, 12]}, "usps_lb", "2026-07-11", "0", "5"),
        ({"lb": "5", "inches": ["12.1", 12, 12]}, "usps_lb", "2026-07-12", "13.468", "14"),
        # a parcel that Korea Post refused in 2021: 67.5 x 32 x 97 cm
        ({"kg": "23", "cm": ["67.5", 32, 97]}, "korea_post_ems_kg", "2021-08-29", "34.92", "34.92"),
        # Pengelly's: 30 x 45 x 65 cm of 14 kilos are charged as 15
        ({"kg": "14", "cm": [30, 45, 65]}, "air_cargo_kg", "2026-11-21", "14.625", "15"),
    ],
)
def test_published_cases(box, rule, on, volumetric, chargeable):
    weight = chargeable_weight([box], rule, on=on)

    assert (Decimal(volumetric), Decimal(chargeable)) == (weight.volumetric, weight.chargeable)


def test_the_older_of_two_formulas_is_told_as_it_was_reckoned():
    weight = chargeable_weight([INCHES], {"carrier": "as measured", "unit": "lb", "divisor": "139", "step": "1"}, on="2025-08-17")

    assert "11.1 x 8.5 x 6.2 in = 584.97 in3; 584.97 / 139 = 4.209 lb" == weight.because[1].formula


def test_of_several_packages_each_is_rounded_or_the_sum():
    packages = [{"kg": "1.1", "cm": [10, 10, 10]}, {"kg": "0.2", "cm": [20, 20, 10]}]
    each = chargeable_weight(packages, "dhl_express_kg", on=ON)
    whole = chargeable_weight(packages, "fedex_kg", on=ON)

    assert (Decimal("2.5"), [Decimal("1.5"), Decimal(1)]) == (each.chargeable, [one.chargeable for one in each.packages])
    assert (Decimal("1.5"), [None, None]) == (whole.chargeable, [one.chargeable for one in whole.packages])
    assert "charged for: 2.5 kg, the greater of each package" == each.because[-1].text
    assert "charged for: 1.5 kg, the greater of both sums" == whole.because[-1].text


def test_what_is_missing_is_named_and_nothing_is_guessed():
    weight = chargeable_weight([{"kg": "3"}, {"cm": [10, 10, 10]}, {"kg": "1", "cm": [10, 10, 10]}], "dhl_express_kg", on=ON)

    assert ["/packages/0/cm", "/packages/1/kg"] == [one.path for one in weight.needs]
    assert (None, None, None, None) == (weight.actual, weight.volumetric, weight.chargeable, weight.kg)
    assert Decimal(1) == weight.packages[2].chargeable
    assert "incomplete" == weight.status
    assert 2 == len(weight.because)
    assert ["/packages/0/lb", "/packages/0/inches"] == [one.path for one in chargeable_weight([{}], "ups_lb", on=ON).needs]


def test_a_parcels_own_packages_are_taken():
    known, open_ = (chargeable_weight([Package(kg="3", cm=sides)], "ups_kg", on=ON) for sides in ((10, 10, 10), ()))

    assert Decimal(3) == known.chargeable
    assert ["/packages/0/cm"] == [one.path for one in open_.needs]


def test_kilograms_of_pounds_are_exact():
    assert Decimal("2.72155422") == chargeable_weight([INCHES], "ups_lb", on=ON).kg


def test_a_minimum_is_charged():
    rule = {"carrier": "own", "unit": "kg", "divisor": "5000", "step": "0.5", "minimum": "3"}

    assert Decimal(3) == chargeable_weight([{"kg": "1", "cm": [10, 10, 10]}], rule, on=ON).chargeable


def test_every_rule_is_cited_and_follows_on_the_one_before():
    for name, found in PROFILES.items():
        assert name.endswith(f"_{found[0].unit}")
        assert None is found[-1].until
        for rule in found:
            assert rule.sources and rule.grade in ("A", "B")
            assert all(one.url.startswith("http") and one.checked == ON for one in rule.sources)
        for one, other in pairwise(found):
            assert (one.until, one.carrier, one.unit) == (other.since, other.carrier, other.unit)


@pytest.mark.parametrize("name", PROFILES)
def test_before_the_first_day_that_was_read_there_is_a_caveat(name):
    first = PROFILES[name][0].since
    early, known = (chargeable_weight([{"kg": "1", "cm": [10, 10, 10]}], name, on=on) for on in (first - timedelta(days=1), first))

    assert early.rule == known.rule
    assert 1 == len(early.caveats) - len(known.caveats)
    assert "unverified" == early.caveats[0].kind


def test_the_reason_cites_the_rule_of_the_day():
    weight = chargeable_weight([INCHES], "usps_lb", on="2026-07-12")

    assert "usps:shipping.weight.lb@2026-07-12" == weight.because[0].rule
    assert "USPS: sides up to the next whole in, volume in in3 by 139, weight up to the next 1 lb" == weight.because[0].text
    assert None is chargeable_weight([INCHES], {"carrier": "own", "unit": "lb", "divisor": "139"}, on=ON).because[0].rule


@pytest.mark.parametrize(
    ("packages", "rule", "on", "code", "path"),
    [
        ([], "ups_kg", ON, "no_packages", "/packages"),
        ({"kg": "1"}, "ups_kg", ON, "not_a_list", "/packages"),
        ([{"kg": 1.5}], "ups_kg", ON, "float_measure", "/packages/0/kg"),
        ([{"kg": "0"}], "ups_kg", ON, "measure_of_zero", "/packages/0/kg"),
        ([{"kg": "-1"}], "ups_kg", ON, "unreadable_measure", "/packages/0/kg"),
        ([{"kg": "1", "cm": [10, 10]}], "ups_kg", ON, "not_three_sides", "/packages/0/cm"),
        ([{"kg": "1", "cm": [10, 10, "0.00"]}], "ups_kg", ON, "measure_of_zero", "/packages/0/cm/2"),
        ([{"kg": "1", "lb": "2"}], "ups_kg", ON, "measured_twice", "/packages/0/lb"),
        ([{"kilos": "1"}], "ups_kg", ON, "unknown_key", "/packages/0/kilos"),
        ([{"kg": "1"}], "upps_kg", ON, "unknown_carrier", "/profile"),
        ([{"kg": "1"}], {"carrier": "own", "unit": "st", "divisor": "1"}, ON, "unknown_choice", "/profile/unit"),
        ([{"kg": "1"}], {"carrier": "own", "unit": "kg", "divisor": "0"}, ON, "measure_of_zero", "/profile/divisor"),
        ([{"kg": "1"}], {"carrier": "own", "unit": "kg", "divisor": "1", "since": ON, "until": ON}, ON, "empty_period", "/profile/until"),
        ([{"kg": "1"}], {"carrier": "own", "unit": "kg", "divisor": "1", "until": ON}, ON, "rule_not_in_force", "/on"),
        ([{"kg": "1"}], "ups_kg", "21.11.2026", "not_a_day", "/on"),
    ],
)
def test_bad_facts_are_refused(packages, rule, on, code, path):
    with pytest.raises(FactError) as caught:
        chargeable_weight(packages, rule, on=on)

    assert (code, path) == (caught.value.code, caught.value.path)
    assert caught.value.hint
