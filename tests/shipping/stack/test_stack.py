"""What excludes what, what lifts what, and what stays open?"""

import pickle

import pytest

from xborder.atlas import Layer, standard
from xborder.errors import FactError
from xborder.shipping.stack import DutyAnswer, duty

TEE, QUARTZ = "6109.10.00", "6810.99.00.20"
MARCH, AUGUST = "2026-03-15T12:00:00-04:00", "2026-08-01T12:00:00-04:00"


def rows(answer):
    return {one.code.removeprefix("duty.us."): one for one in answer.components}


def test_section_232_beats_section_122(us):
    expected = "s232-steel"
    actual = rows(us("7208.10.15", "DE", MARCH))["s122"].excluded_by

    assert expected == actual


def test_only_the_content_is_charged_before_the_annexes(us):
    found = rows(us("8403.10.00", "IN", "2025-12-15T12:00:00-05:00", materials={"steel": "400.00 USD"}))

    expected = ("200.00 USD", "400.00 USD", "150.00 USD", "600.00 USD")
    actual = tuple(str(one) for name in ("s232-steel-derived", "ieepa-reciprocal") for one in (found[name].amount, found[name].base))

    assert expected == actual


def test_an_unknown_content_is_a_need_with_bounds(us):
    answer = us("8403.10.00", "VN", "2025-12-15T12:00:00-05:00")

    assert None is answer.amount
    assert "/materials/steel" in [one.path for one in answer.needs]
    assert answer.low.units < answer.high.units


def test_a_claim_under_the_usmca_lifts_what_it_lifts(us):
    claims = [{"programme": "usmca", "proof": "certification of origin"}]

    expected = ("0.00 USD", "claim:usmca", "claim:usmca")
    actual = (
        str(us(TEE, "MX", MARCH, claims=claims).amount),
        rows(us(TEE, "MX", MARCH, claims=claims))["s122"].excluded_by,
        rows(us(TEE, "MX", AUGUST, claims=claims))["s301-forced-labor"].excluded_by,
    )

    assert expected == actual


def test_what_a_claim_would_save_is_said(us):
    expected = [("usmca", "265.00 USD")]
    actual = [(one.programme, str(one.saves)) for one in us(TEE, "MX", MARCH).available]

    assert expected == actual


def test_an_exclusion_is_claimed_by_its_heading(us):
    claims = [{"programme": "9903.88.69", "proof": "exclusion"}]

    expected = "claim:9903.88.69"
    actual = rows(us("8402.11.00", "CN", MARCH, claims=claims))["s301-1"].excluded_by

    assert expected == actual


@pytest.mark.parametrize(
    ("at", "loaded", "excluded"),
    [
        ("2026-02-25T12:00:00-05:00", "2026-02-23T12:00:00-05:00", "in_transit"),
        ("2026-02-25T12:00:00-05:00", "2026-02-24T00:01:00-05:00", None),
        ("2026-02-28T00:00:00-05:00", "2026-02-23T12:00:00-05:00", "in_transit"),
        ("2026-02-28T00:01:00-05:00", "2026-02-23T12:00:00-05:00", None),
        ("2026-02-25T12:00:00-05:00", None, None),
    ],
)
def test_goods_in_transit_have_their_window(us, at, loaded, excluded):
    expected = excluded
    actual = rows(us(TEE, "VN", at, loaded_at=loaded))["s122"].excluded_by

    assert expected == actual


def test_the_law_and_what_was_collected_are_told_apart(us):
    answer = us(TEE, "CN", "2026-02-22T12:00:00-05:00")

    expected = (None, "240.00 USD", "440.00 USD", {"/strategy"})
    actual = (answer.amount, str(answer.low), str(answer.high), {one.path for one in answer.needs})

    assert expected == actual
    assert "conflict" in {one.kind for one in answer.caveats}


@pytest.mark.parametrize("strategy", ["low", "high"])
def test_a_strategy_takes_its_bound_and_says_so(us, strategy):
    answer = us(QUARTZ, "VN", "2026-08-20T12:00:00-04:00", strategy=strategy)

    assert (answer.low if strategy == "low" else answer.high) == answer.amount
    assert () == answer.needs
    assert "estimated" in {one.kind for one in answer.caveats}


def test_a_list_that_was_not_read_is_named(us):
    answer = us(QUARTZ, "VN", "2026-08-20T12:00:00-04:00")

    expected = ("incomplete", None, ["US:shipping.duty.additional.s201-quartz"])
    actual = (answer.status, answer.amount, [one.path for one in answer.needs])

    assert expected == actual


def test_banned_goods_have_no_duty(us):
    answer = us("8711.50.00", "CA", "2026-09-29T00:01:00-04:00")

    expected = ("prohibited", None, None, None, "prohibited")
    actual = (answer.status, answer.amount, answer.low, answer.high, rows(answer)["s338-ban"].status)

    assert expected == actual
    assert "may not enter" in answer.because[-1].text


def test_goods_imported_before_the_ban_are_entered_under_the_heading_of_the_duty(us):
    claims = [{"programme": "9903.03.14", "proof": "arrived on 2026-09-20"}]
    answer = us("8711.50.00", "CA", "2026-10-05T12:00:00-04:00", claims=claims)

    expected = ("complete", "624.00 USD", "claim:9903.03.14")
    actual = (answer.status, str(answer.amount), rows(answer)["s338-ban"].excluded_by)

    assert expected == actual


OVERLAY = """
[[shipping.duty.additional.embargo]]
since = 2026-01-01
value = { prohibited = true, origins = ["VN"], codes = ["6109"] }
grade = "B"
sources = [{ title = "The Act", url = "https://example.org/act", checked = 2026-11-21 }]
note = "shirts of Vietnam"
"""


def test_a_ban_that_a_shop_writes_down_keeps_its_goods_out(us):
    acme = standard().overlay(Layer.from_toml({"places/us": OVERLAY}, edition="acme-1"))

    banned = us(TEE, "VN", MARCH, atlas=acme)

    expected = ("prohibited", None, "complete", "complete")
    actual = (banned.status, banned.amount, us(TEE, "VN", MARCH).status, us("6110.20.20", "VN", MARCH, atlas=acme).status)

    assert expected == actual
    assert "the goods may not enter: shirts of Vietnam" in [one.text for one in banned.because]


def test_what_is_announced_for_the_goods_is_said_and_for_others_is_not(us):
    def ahead(hs):
        return [one.rule for one in us(hs, "VN", "2026-11-21T12:00:00-05:00").caveats if one.kind == "announced"]

    expected = (["US:shipping.duty.additional.s232-polysilicon@2026-12-04T00:01:00-05:00"], [])
    actual = (ahead("8541.43.00"), ahead(TEE))

    assert expected == actual


def test_column_2_owes_no_measure_of_column_1(us):
    expected = ["duty.column_2"]
    actual = [one.code for one in us(TEE, "CU", AUGUST).components]

    assert expected == actual


def test_one_heading_is_charged_under_column_2_too(us):
    expected = [("duty.column_2", None), ("duty.us.s301-forced-labor-ru", "9903.05.66")]
    actual = [(one.code, one.heading) for one in us(TEE, "RU", AUGUST).components]

    assert expected == actual


@pytest.mark.parametrize(
    ("at", "origin", "value", "amount"),
    [
        ("2025-05-01T12:00:00-04:00", "CN", "800.00 USD", "0.00 USD"),
        ("2025-05-01T12:00:00-04:00", "CN", "801.00 USD", None),
        ("2025-05-02T00:01:00-04:00", "CN", "800.00 USD", None),
        ("2025-08-28T12:00:00-04:00", "VN", "800.00 USD", "0.00 USD"),
        ("2025-08-29T00:01:00-04:00", "VN", "800.00 USD", None),
        ("2026-11-21T12:00:00-05:00", "VN", "10.00 USD", None),
    ],
)
def test_de_minimis_ends_by_origin(us, at, origin, value, amount):
    found = us(TEE, origin, at, value=value, channel="courier")

    assert (amount is not None) == (found.amount is not None and found.amount.units == 0)


def test_fees_go_by_channel_and_transport(us):
    def fees(**facts):
        return [(one.code, one.amount and str(one.amount)) for one in us(TEE, "VN", MARCH, **facts).fees]

    expected = [
        [("fee.us.mpf", None)],
        [("fee.us.mpf", "1.34 USD")],
        [("fee.us.mpf", "2.69 USD"), ("fee.us.hmf", "1.25 USD")],
        [("fee.us.mpf", "34.64 USD")],
        [("fee.us.mail", "7.39 USD")],
    ]
    actual = [
        fees(),
        fees(channel="courier"),
        fees(channel="freight", transport="sea"),
        fees(channel="freight", value="10000.00 USD"),
        fees(channel="post"),
    ]

    assert expected == actual


def test_by_post_only_the_named_measure_is_charged(us):
    expected = "100.00 USD"
    actual = str(us(TEE, "VN", MARCH, channel="post").amount)

    assert expected == actual


def test_a_specific_duty_needs_its_measure_and_floors_stay_bounded(us):
    answer = us("2204.21.50", "FR", AUGUST)

    assert None is answer.amount
    assert ["/measures/l"] == [one.path for one in answer.needs if one.path.startswith("/measures")]


def test_a_floor_is_measured_by_the_equivalent_of_a_specific_duty(us):
    answer = us("2204.21.50", "FR", AUGUST, measures={"l": "100"})

    expected = ("6.30 USD", "93.70 USD", "100.00 USD")
    actual = (str(answer.components[0].amount), str(rows(answer)["s301-forced-labor-partners"].amount), str(answer.amount))

    assert expected == actual


def test_elsewhere_a_tariff_is_needed():
    answer = duty("JP", hs="6109.10", origin="CN", at=AUGUST, value="1000 JPY")

    expected = ("incomplete", None, ["JP:shipping.tariff"])
    actual = (answer.status, answer.amount, [one.path for one in answer.needs])

    assert expected == actual


def test_money_of_another_currency_needs_its_rate(us):
    expected = ["/rates/EUR~1USD"]
    actual = [one.path for one in us(TEE, "VN", MARCH, value="1000.00 EUR").needs]

    assert expected == actual


@pytest.mark.parametrize(
    ("facts", "path", "code"),
    [
        ({"hs": "61091"}, "/hs", "wrong_hs_length"),
        ({"hs": "7701.10"}, "/hs", "no_such_chapter"),
        ({"origin": "UK"}, "/origin", "unknown_country"),
        ({"at": "2026-03-15"}, "/at", "not_an_instant"),
        ({"value": "-1 USD"}, "/value", "negative_value"),
        ({"measures": {"kg": 1.5}}, "/measures/kg", "float_measure"),
        ({"channel": "boat"}, "/channel", "unknown_choice"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(facts, path, code):
    asked = {"hs": TEE, "origin": "VN", "at": MARCH, "value": "1000.00 USD"} | facts
    with pytest.raises(FactError) as caught:
        duty("US", **asked)

    assert (path, code) == (caught.value.path, caught.value.code)


def test_an_answer_is_written_whole(us):
    written = us(TEE, "CN", AUGUST).to_dict()

    assert set(DutyAnswer.WIRE) == set(written)
    assert written["components"][1]["rule"].startswith("US:shipping.duty.additional.s301-4a@")


def test_an_answer_can_be_kept(us):
    answer = us(TEE, "CN", AUGUST)

    assert answer.amount == pickle.loads(pickle.dumps(answer)).amount
    assert hash(answer) == hash(pickle.loads(pickle.dumps(answer)))
