"""The duty of a tariff's own columns."""

import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.errors import FactError
from xborder.money import Money
from xborder.shipping.tariff import au_tariff, duty_on, eu_tariff, read_tariff_csv, us_tariff
from xborder.testing.strategies.ground import countries

US, EU, AU = us_tariff(), eu_tariff(), au_tariff()
THE_DAY = "2025-12-01"
codes = st.sampled_from([code for code in US.codes if code < "98" and len(code) in (6, 8, 10)])
cents = st.integers(1, 10**9)
proof = "certification of origin"


def us(code, origin="CN", value="100.00 USD", **facts):
    return duty_on(US, code, origin=origin, on=facts.pop("on", THE_DAY), value=value, **facts)


def told(answer):
    return answer.column, str(answer.amount), [(one.programme, one.saves and str(one.saves)) for one in answer.available]


@pytest.mark.parametrize(
    ("code", "facts", "expected"),
    [
        ("6109.10.00.12", {}, ("general", "16.50 USD", [])),
        ("6109.10.00.12", {"origin": "KR"}, ("general", "16.50 USD", [("us-kr", "16.50 USD")])),
        ("6109.10.00.12", {"origin": "KR", "claims": [{"programme": "us-kr", "proof": proof}]}, ("special", "0.00 USD", [])),
        ("6109.10.00.12", {"origin": "KR", "claims": [{"programme": "KR", "proof": proof}]}, ("special", "0.00 USD", [])),
        ("6109.10.00.12", {"origin": "RU", "on": "2026-01-01"}, ("2", "90.00 USD", [])),
        ("6109.10.00.12", {"origin": "RU", "on": "2022-04-08"}, ("general", "16.50 USD", [])),
        ("7318.15.80.20", {"origin": "KE"}, ("general", "8.50 USD", [("agoa", "8.50 USD")])),
        ("0102.29.40.24", {"measures": {"kg": 400}}, ("general", "4.00 USD", [])),
        ("8517.13.00.00", {"origin": "KR"}, ("general", "0.00 USD", [])),
        ("7202.11.10.00", {"on": "2026-02-15"}, ("general", "1.40 USD", [])),
        ("7202.11.10.00", {"on": "2026-02-15", "origin": "CU"}, ("2", "6.50 USD", [])),
        ("7202.11.10.00", {"on": "2026-02-15", "origin": "AU", "claims": [{"programme": "AU", "proof": proof}]}, ("special", "0.00 USD", [])),
    ],
)
def test_the_column_follows_origin_day_and_claim(code, facts, expected):
    assert expected == told(us(code, **facts))


@given(codes, countries(), cents, st.sampled_from(("exact", "low", "high")))
def test_the_duty_is_never_below_nothing_and_stands_between_low_and_high(code, origin, amount, strategy):
    answer = us(code, origin, Money.of(amount, "USD"), strategy=strategy)

    assert answer.low is not None
    assert answer.low.units >= 0
    assert answer.high is None or answer.low <= answer.high
    if answer.amount is not None:
        assert answer.low <= answer.amount
        assert answer.high is None or answer.amount <= answer.high
    else:
        assert answer.needs or strategy == "high"


@given(codes, countries(), cents, cents)
def test_the_duty_does_not_fall_where_the_value_rises(code, origin, one, more):
    lower, higher = (us(code, origin, Money.of(amount, "USD")) for amount in (one, one + more))

    assert lower.low <= higher.low
    assert lower.high is None or lower.high <= higher.high


@given(codes, countries(), cents)
def test_claiming_what_is_available_never_costs_more(code, origin, amount):
    plain = us(code, origin, Money.of(amount, "USD"))
    for one in plain.available:
        claimed = us(code, origin, Money.of(amount, "USD"), claims=[{"programme": one.programme, "proof": proof}])

        assert claimed.low <= plain.low
        assert one.programme not in [other.programme for other in claimed.available]
        if one.saves is not None:
            assert abs(plain.amount.units - claimed.amount.units - one.saves.units) <= 1  # each is rounded once


@given(codes, countries(), st.dates(date(2010, 1, 1), date(2035, 12, 31)))
def test_asked_twice_it_answers_the_same_and_can_be_kept(code, origin, on):
    try:
        answer = us(code, origin, on=on)
    except FactError:
        return

    assert answer == us(code, origin, on=on)
    assert answer == pickle.loads(pickle.dumps(answer))
    assert set(answer.to_dict()) >= {"status", "amount", "low", "high", "column", "available", "tariff", "because", "needs", "caveats", "assumed", "edition"}


def test_where_six_digits_do_not_decide_the_answer_is_a_range():
    found = us("6402.91", measures={"pairs": 10})

    assert (None, "6.00 USD", "48.00 USD") == (found.amount, str(found.low), str(found.high))
    assert [("fact", "/hs")] == [(need.kind, need.path) for need in found.needs]
    assert "incomplete" == found.status


@pytest.mark.parametrize(("strategy", "amount", "word"), [("low", "6.00 USD", "lowest"), ("high", "48.00 USD", "highest")])
def test_a_strategy_that_was_chosen_takes_one_end_and_says_so(strategy, amount, word):
    found = us("6402.91", measures={"pairs": 10}, strategy=strategy)

    assert (amount, "complete") == (str(found.amount), found.status)
    assert any(word in caveat.text for caveat in found.caveats)


def test_a_duty_by_weight_without_a_weight_is_a_need_and_a_range():
    found = us("0102.29.40.24", path="/parcel/lines/0")

    assert (None, "0.00 USD", None) == (found.amount, str(found.low), found.high)
    assert ["/parcel/lines/0/measures/kg"] == [need.path for need in found.needs]


def test_of_several_claims_the_lowest_applies():
    claims = [{"programme": name, "proof": proof} for name in ("cbtpa", "cbera")]
    found = us("6402.91.50.10", "JM", claims=claims, measures={"pairs": 10})

    assert "special" == found.column
    assert found.amount <= us("6402.91.50.10", "JM", measures={"pairs": 10}).amount


@pytest.mark.parametrize(
    ("code", "origin", "programme", "said"),
    [
        ("6109.10.00", "CN", "usmca", "usmca does not join CN and US that day"),
        ("6109.10.00", "CN", "A", "A does not join CN and US that day"),
        ("6109.10.00", "CN", "us-kr", "us-kr does not join CN and US that day"),
        ("6109.10.00", "KE", "agoa", "the tariff gives these goods no rate under agoa"),
        ("6109.10.00", "CN", "K", "the tariff gives these goods no rate under K"),
        ("6109.10.00", "CN", "B", "B asks for goods of Canada, not of CN"),
    ],
)
def test_a_claim_that_does_not_hold_is_not_taken_and_says_why(code, origin, programme, said):
    found = us(code, origin, claims=[{"programme": programme, "proof": proof}])

    assert ("general", "16.50 USD") == (found.column, str(found.amount))
    assert [said] == [caveat.text.removeprefix("the claim is not taken: ") for caveat in found.caveats if caveat.kind == "conflict"]


def test_a_claim_for_what_the_goods_are_for_is_taken_at_its_word():
    found = us("4016.10.00.00", "FR", claims=[{"programme": "C", "proof": "end-use certificate"}])

    assert found.column in ("general", "special")
    assert any(caveat.kind in ("unverified", "conflict") for caveat in found.caveats)


@pytest.mark.parametrize(
    ("facts", "path", "code"),
    [
        ({"code": "61091"}, "/hs", "wrong_hs_length"),
        ({"code": "7701.00"}, "/hs", "no_such_chapter"),
        ({"origin": "UK"}, "/origin", "unknown_country"),
        ({"origin": "SS", "on": "2011-07-08"}, "/origin", "no_such_country"),
        ({"claims": [{"programme": "usmca"}]}, "/claims/0/proof", "missing_key"),
        ({"claims": [{"programme": "usmca", "proof": ""}]}, "/claims/0/proof", "empty_text"),
        ({"claims": [{"programme": "usmcaa", "proof": proof}]}, "/claims/0/programme", "unknown_programme"),
        ({"claims": "usmca"}, "/claims", "not_a_list"),
        ({"strategy": "guess"}, "", "unknown_choice"),
        ({"on": "2036-01-01"}, "", "outside_atlas"),
        ({"value": 100.0}, "", "unreadable_money"),
    ],
)
def test_bad_facts_are_refused_with_their_path(facts, path, code):
    with pytest.raises(FactError) as caught:
        us(facts.pop("code", "6109.10.00"), **facts)

    assert (path, code) == (caught.value.path, caught.value.code)


def test_the_european_union_s_duty_is_an_estimate_with_a_range():
    shirts = duty_on(EU, "6109.10.00", origin="CN", on="2026-11-21", value="100.00 EUR", to="DE")
    headphones = duty_on(EU, "8518.30.00", origin="CN", on="2026-11-21", value="100.00 EUR", to="DE")

    assert ("12.00 EUR", {"estimated", "stale"}) == (str(shirts.amount), {caveat.kind for caveat in shirts.caveats})
    assert (None, "0.00 EUR", "2.00 EUR") == (headphones.amount, str(headphones.low), str(headphones.high))
    assert [("rule", "/hs")] == [(need.kind, need.path) for need in headphones.needs]


@pytest.mark.parametrize(("on", "low"), [("2016-06-30", "14.00 EUR"), ("2016-07-01", "0.00 EUR")])
def test_what_may_have_been_freed_begins_on_its_day(on, low):
    televisions = duty_on(EU, "8528.72", origin="CN", on=on, value="100.00 EUR")

    assert (low, "14.00 EUR") == (str(televisions.low), str(televisions.high))


def test_a_preference_whose_rate_is_not_in_the_tariff_is_available_and_open():
    plain = duty_on(EU, "6109.10.00", origin="VN", on="2026-11-21", value="100.00 EUR")
    claimed = duty_on(EU, "6109.10.00", origin="VN", on="2026-11-21", value="100.00 EUR", claims=[{"programme": "eu-vn", "proof": "statement on origin"}])

    assert ("general", "12.00 EUR", [("eu-vn", None)]) == told(plain)
    assert (None, "0.00 EUR", "12.00 EUR") == (claimed.amount, str(claimed.low), str(claimed.high))
    assert ["/claims"] == [need.path for need in claimed.needs]


@pytest.mark.parametrize(
    ("origin", "programme", "expected"),
    [
        ("NZ", "NZ", ("special", "215.98 AUD")),
        ("CN", "NZ", ("general", "220.98 AUD")),
        ("ID", "LDC", ("special", "215.98 AUD")),
        ("CA", "CA", ("general", "220.98 AUD")),
    ],
)
def test_australia_s_cells_name_their_own_programmes(origin, programme, expected):
    found = duty_on(
        AU, "2204.10.83", origin=origin, on="2026-11-21", value="100.00 AUD", measures={"l_alcohol": 2}, claims=[{"programme": programme, "proof": proof}]
    )

    assert expected == (found.column, str(found.amount))


def test_australia_s_cells_turn_on_their_days():
    code = next(
        line.code for one in AU.codes for line in AU.lookup(one).lines if any("5% From1July2018 3.75% From1July2019 Free" == rate.text for rate in line.rates)
    )
    duties = [str(duty_on(AU, code, origin="CN", on=on, value="100.00 AUD").amount) for on in ("2018-06-30", "2018-07-01", "2019-06-30", "2019-07-01")]

    assert ["5.00 AUD", "3.75 AUD", "3.75 AUD", "0.00 AUD"] == duties


def test_a_chapter_that_the_source_does_not_hold_is_a_need():
    found = duty_on(AU, "6109.10.00", origin="CN", on="2026-11-21", value="100.00 AUD")

    assert (None, None, None, "incomplete") == (found.amount, found.low, found.high, found.status)


def test_a_plain_table_s_rates_by_origin_are_claimed():
    table = "code,rate,origin,since\n6109,12%,,2020-01-01\n6109,2%,JP,2024-02-01\n"
    swiss = read_tariff_csv(table, name="ours", edition="1", country="CH", revised="2026-11-21", currency="CHF")
    plain = duty_on(swiss, "6109.10", origin="NO", on="2026-11-21", value="100.00 CHF")
    norway = duty_on(swiss, "6109.10", origin="NO", on="2026-11-21", value="100.00 CHF", claims=[{"programme": "efta", "proof": "EUR.1"}])
    japan = duty_on(swiss, "6109.10", origin="JP", on="2026-11-21", value="100.00 CHF", claims=[{"programme": "JP", "proof": "declaration"}])

    assert "12.00 CHF" == str(plain.amount)
    assert "12.00 CHF" == str(norway.amount)  # the table gives Norway nothing
    assert ("special", "2.00 CHF") == (japan.column, str(japan.amount))


def test_the_reasons_cite_the_tariff_the_column_and_the_programme():
    claimed = us("6109.10.00", "KR", claims=[{"programme": "us-kr", "proof": "importer's knowledge"}])
    second = us("6109.10.00", "CU")

    assert ["us-agreements:members.KR@2012-03-15", "US:shipping.tariff@2025-12-01"] == [one.rule for one in claimed.because]
    assert "United States-Korea Free Trade Agreement is claimed, with importer's knowledge as its proof" == claimed.because[0].text
    assert ["us-column-2:members.CU@2010-01-01", "US:shipping.tariff@2025-12-01"] == [one.rule for one in second.because]
    assert {"name": "Harmonized Tariff Schedule of the United States", "edition": "2025-12-01"} == second.tariff


def test_the_ad_valorem_equivalent_is_known_where_the_duty_is():
    assert "16.5%" == us("6109.10.00").ad_valorem_equivalent.percent
    assert "4%" == us("0102.29.40.24", measures={"kg": 400}).ad_valorem_equivalent.percent
    assert us("0102.29.40.24").ad_valorem_equivalent is None
    assert us("6109.10.00", value=None).ad_valorem_equivalent is None
