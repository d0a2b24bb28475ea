"""The laws of duties bite: a shop that breaks one is told which, and the library's own question keeps them all."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from xborder import duty
from xborder.shipping.duty import from_node
from xborder.shipping.duty.evaluation import evaluate
from xborder.testing import LawBroken, around_boundary, check_duties, check_duty_turns, duty_expressions, turns_of, us_entries, us_turns

FEW = settings(database=None, deadline=None, max_examples=60)
ANY = settings(database=None, deadline=None, max_examples=4000, phases=[Phase.generate])
S122 = "US:shipping.duty.additional.s122"


def said(entry, figure, **more):
    money = {"amount": str(figure), "currency": "USD"}
    return {"status": "complete", "low": money, "amount": money, "high": money, "components": [], **more}


def a_drawback_paid_out_at_the_border(to, **entry):
    return said(entry, Decimal(-1))


def the_low_and_the_high_in_the_wrong_boxes(to, **entry):
    return said(entry, 5) | {"low": {"amount": "10.00", "currency": "USD"}, "high": {"amount": "1.00", "currency": "USD"}}


def a_total_typed_in_beside_its_parts(to, **entry):
    return said(entry, 10, components=[{"amount": {"amount": "4.00", "currency": "USD"}}])


def a_discount_for_big_orders(to, *, value, **entry):
    return said(entry, 10 if value.minor > 100_000 else 20)


def banned_goods_with_a_duty(to, **entry):
    return said(entry, 10, status="prohibited")


def a_rate_that_depends_on_the_clerks_lunch(to, *, at, **entry):
    return said(entry, 10 if at.minute % 2 else 20)


def a_tariff_that_ends_by_the_clock_of_the_server(to, *, at, **entry):
    return said(entry, 10 if at < datetime(2026, 7, 24, tzinfo=UTC) else 0)


@pytest.mark.parametrize(
    ("toy", "check"),
    [
        (a_drawback_paid_out_at_the_border, check_duties),
        (the_low_and_the_high_in_the_wrong_boxes, check_duties),
        (a_total_typed_in_beside_its_parts, check_duties),
        (a_discount_for_big_orders, check_duties),
        (banned_goods_with_a_duty, check_duties),
        (a_rate_that_depends_on_the_clerks_lunch, check_duty_turns),
        (a_tariff_that_ends_by_the_clock_of_the_server, check_duty_turns),
    ],
)
def test_each_law_bites_its_toy(toy, check):
    settings.load_profile("unpruned")
    late = us_entries().map(lambda entry: entry | {"at": datetime(2026, 7, 23, 23, 50, tzinfo=UTC)})
    with pytest.raises(LawBroken) as caught:
        check(toy, **({"entries": late} if toy is a_tariff_that_ends_by_the_clock_of_the_server else {}))

    expected = {check_duties: "duties", check_duty_turns: "duty_turns"}[check]
    actual = caught.value.law

    assert expected == actual


@pytest.mark.parametrize("check", [check_duties, check_duty_turns])
def test_the_librarys_own_question_keeps_the_laws(check):
    check(duty)


@FEW
@given(us_entries())
def test_every_entry_is_answered(entry):
    assert duty("US", **entry).status in ("complete", "incomplete", "prohibited")


@pytest.mark.parametrize(
    "wanted",
    [
        lambda answer: answer.status == "incomplete",
        lambda answer: answer.status == "complete" and len(answer.components) > 3,
        lambda answer: answer.column == "2",
        lambda answer: answer.waived,
        lambda answer: any(one.excluded_by == "in_transit" for one in answer.components),
    ],
    ids=["open", "a deep stack", "column 2", "waived", "in transit"],
)
def test_entries_reach_every_kind_of_answer(wanted):
    assert find(us_entries(), lambda entry: wanted(duty("US", **entry)), settings=ANY)


@FEW
@given(duty_expressions(), st.integers(0, 10**6))
def test_expressions_are_written_and_reckoned(expression, cents):
    measures = dict.fromkeys(("kg", "l", "pieces", "pairs", "m2", "degrees"), 3)
    found = evaluate(expression, value={"amount": f"{cents // 100}.{cents % 100:02d}", "currency": "USD"}, measures=measures)

    assert expression == from_node(expression.to_dict())
    assert found.least >= 0


@given(around_boundary(S122))
def test_a_boundary_is_met_a_minute_before_and_after(at):
    turns = turns_of(S122)

    assert any(abs(at - one) <= timedelta(minutes=1) for one in turns)


def test_the_turns_of_a_rule_are_on_its_own_clock():
    expected = ["2026-02-24T00:01:00-05:00", "2026-07-24T00:01:00-04:00"]
    actual = [one.isoformat() for one in turns_of(S122)]

    assert expected == actual
    assert set(turns_of(S122)) <= set(us_turns())


def test_one_entry_of_a_rule_has_its_own_boundary():
    expected = ["2020-07-01T00:00:00+02:00", "2021-01-01T00:00:00+01:00"]
    actual = [one.isoformat() for one in turns_of("DE:shipping.vat.standard@2020-07-01")]

    assert expected == actual


@pytest.mark.parametrize("rule", ["shipping.duty.additional.s122", "US:shipping.duty.additional.s999", f"{S122}@1999-01-01"])
def test_a_rule_that_does_not_exist_is_refused(rule):
    with pytest.raises(InvalidArgument):
        around_boundary(rule)
