"""What counts as consent, what takes it back, what a customer is, and what was known when."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from xborder.atlas import Layer, standard
from xborder.compliance.consent import ConsentDecision, check_consent
from xborder.compliance.history import months_after

AT = "2026-11-21T12:00:00Z"
OPT_IN = {"act": "opt_in", "at": "2026-03-01T10:00:00Z", "channel": "email"}
DOUBLE = {**OPT_IN, "act": "double_opt_in"}
SALE = {"act": "purchase", "at": "2026-03-01T10:00:00Z", "opt_out_offered": True}


def facts(country: str, *history: dict[str, Any], **changed: Any) -> dict[str, Any]:
    sender = {"country": "GB", "same_entity": True, "similar_goods": True, **changed.pop("sender", {})}
    recipient = {"country": country, "kind": "individual", **changed.pop("recipient", {})}
    request = {"kind": "message", "channel": "email", "content": "marketing", "recipient": recipient, "sender": sender}
    return {**request, "history": list(history), **changed}


def ask(country: str, *history: dict[str, Any], at: Any = AT, known_on: Any = None, atlas: Any = None, **changed: Any) -> ConsentDecision:
    return check_consent(facts(country, *history, **changed), at=at, known_on=known_on, atlas=atlas)


def toy(**rule: object) -> Any:
    """The standard atlas with one place, QM, whose only law is a rule on e-mail."""
    value = {"regime": "opt_in", "business": "opt_in", "soft_opt_in": "none", "double_opt_in": "no", "obligations": [], "statute": "Act", "article": "s. 1"}
    source = {"title": "Act", "url": "https://example.org/act", "checked": "2026-11-21"}
    entry = {"since": "2010-01-01", "grade": "B", "sources": [source], "value": {**value, **rule}}
    header = {"name": "Toy", "currency": "EUR", "zone": "Europe/Berlin", "tax_name": "VAT", "tax_local": "VAT"}
    page = {**header, "compliance": {"email_marketing": [entry]}}
    return standard().overlay(Layer.from_mapping({"places/qm": page}, edition="toy"))


# Consent


@pytest.mark.parametrize(
    ("act", "sender", "verdict", "needs"),
    [
        ({"channel": None}, {}, "deny", ["/request/history/0/channel"]),
        ({"channel": None, "specific": True}, {}, "allow", []),
        ({"channel": None, "act": "double_opt_in"}, {}, "allow", []),
        ({"channel": None, "act": "double_opt_in", "specific": False}, {}, "deny", []),
        ({"channel": "sms"}, {}, "deny", []),
        ({"channel": "sms", "specific": True}, {}, "deny", []),
        ({"freely_given": False}, {}, "deny", []),
        ({}, {"same_entity": False}, "deny", ["/request/history/0/specific"]),
        ({"specific": True}, {"same_entity": False}, "allow", []),
        ({}, {"same_entity": None}, "deny", ["/request/sender/same_entity"]),
        ({"channel": None}, {"same_entity": None}, "deny", ["/request/sender/same_entity", "/request/history/0/channel"]),
    ],
)
def test_what_counts_as_consent(act: dict[str, Any], sender: dict[str, Any], verdict: str, needs: list[str]) -> None:
    decision = ask("FR", {**OPT_IN, **act}, sender=sender)

    assert (verdict, needs) == (decision.verdict, [one.path for one in decision.needs])


@pytest.mark.parametrize(
    ("no", "verdict"),
    [
        ({"act": "withdrawal", "channel": "sms"}, "allow"),
        ({"act": "refusal", "channel": "sms"}, "allow"),
        ({"act": "objection", "channel": "sms"}, "deny"),
        ({"act": "withdrawal", "channel": "email"}, "deny"),
        ({"act": "withdrawal"}, "deny"),
        ({"act": "withdrawal", "at": "2026-03-01T11:00:00+01:00"}, "deny"),
        ({"act": "withdrawal", "at": "2026-03-01T09:59:59Z"}, "allow"),
        ({"act": "withdrawal", "at": "2026-11-21T12:00:00Z"}, "deny"),
        ({"act": "withdrawal", "at": "2026-11-21T12:00:01Z"}, "allow"),
    ],
)
def test_what_a_no_takes_back(no: dict[str, Any], verdict: str) -> None:
    said = {"at": "2026-05-01T00:00:00Z", **no}

    assert verdict == ask("FR", OPT_IN, said).verdict


def test_a_double_opt_in_without_a_channel_is_for_email_alone() -> None:
    refused = {**OPT_IN, "act": "refusal", "channel": None, "at": "2026-02-01T10:00:00Z"}
    confirmed = {**OPT_IN, "act": "double_opt_in", "channel": None}

    assert ["allow", "deny"] == [ask("DE", refused, confirmed, channel=channel).verdict for channel in ("email", "sms")]


def test_only_the_last_word_counts() -> None:
    """No, yes, no, yes: each takes back what was before."""
    words = [{**OPT_IN, "act": act, "at": f"2026-0{month}-01T10:00:00Z"} for month, act in enumerate(["refusal", "opt_in", "withdrawal", "explicit"], 1)]

    assert ["deny", "deny", "allow", "deny", "allow"] == [ask("FR", *words[:count]).verdict for count in range(5)]


def test_a_no_that_may_have_been_lifted_says_what_would_settle_it() -> None:
    decision = ask("FR", {**OPT_IN, "act": "withdrawal", "at": "2026-02-01T00:00:00Z"}, {**OPT_IN, "channel": None})

    assert ("deny", ["/request/history/1/channel"]) == (decision.verdict, [one.path for one in decision.needs])


def test_where_the_law_requires_a_double_opt_in_nothing_less_is_one() -> None:
    world = toy(double_opt_in="required")
    single, vague = ask("QM", OPT_IN, atlas=world), ask("QM", {**OPT_IN, "channel": None}, atlas=world)

    assert ("deny", "consent.unconfirmed", ()) == (single.verdict, single.because[0].code, single.needs)
    assert ("deny", ()) == (vague.verdict, vague.needs)
    assert ask("QM", OPT_IN, DOUBLE, atlas=world).basis == "consent"


def test_consent_that_lapses_by_law() -> None:
    world = toy(consent_months=24)
    said = {**OPT_IN, "at": "2024-11-21T12:00:00Z"}

    assert ask("QM", said, atlas=world, at="2026-11-21T11:59:59Z").until == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert ask("QM", said, atlas=world).because[0].text == "Act, s. 1: the consent of 2024-11-21 has lapsed after 24 months"
    assert ask("QM", said, {**DOUBLE, "at": "2023-01-01T00:00:00Z"}, OPT_IN, atlas=world).until == datetime(2028, 3, 1, 10, tzinfo=UTC)


# Customers


@pytest.mark.parametrize(
    ("sale", "sender", "needs"),
    [
        ({"opt_out_offered": None}, {}, ["/request/history/1/opt_out_offered"]),
        ({}, {"same_entity": None}, ["/request/sender/same_entity"]),
        ({}, {"similar_goods": None}, ["/request/sender/similar_goods"]),
        ({"opt_out_offered": False}, {"similar_goods": None}, []),
        ({"opt_out_offered": None}, {"similar_goods": False}, []),
        ({"channel": "sms"}, {}, []),
    ],
)
def test_the_exception_for_customers_names_what_is_missing(sale: dict[str, Any], sender: dict[str, Any], needs: list[str]) -> None:
    older = {**SALE, "at": "2020-01-01T00:00:00Z", "opt_out_offered": False}
    decision = ask("DE", older, {**SALE, **sale}, sender=sender)

    assert ("deny", needs) == (decision.verdict, [one.path for one in decision.needs])


def test_an_implied_consent_is_of_the_sender_itself() -> None:
    assert ask("CA", SALE, sender={"same_entity": False}).needs == ()
    assert [one.path for one in ask("CA", SALE, sender={"same_entity": None}).needs] == ["/request/sender/same_entity"]
    assert ask("CA", SALE, sender={"similar_goods": False}).verdict == "allow"


def test_in_korea_the_months_bound_the_exception_for_customers() -> None:
    assert ask("KR", SALE, at="2026-08-31T00:00:00Z").to_dict()["until"] == "2026-09-01T10:00:00Z"
    assert ask("KR", SALE, at="2026-09-01T10:00:00Z").verdict == "deny"
    assert ask("KR", {**SALE, "opt_out_offered": False}, at="2026-08-31T00:00:00Z").verdict == "deny"


def test_a_no_at_the_sale_stays_a_no() -> None:
    assert ask("DE", SALE, {"act": "refusal", "at": SALE["at"]}).verdict == "deny"


# Two axes of time


@pytest.mark.parametrize(
    ("known_on", "verdict"),
    [
        ("2026-06-30", "allow"),
        (date(2026, 7, 1), "deny"),
        ("2026-07-01T00:00:00+02:00", "allow"),
        ("2026-07-01T23:30:00+02:00", "deny"),
        (None, "deny"),
    ],
)
def test_what_was_known_then(known_on: Any, verdict: str) -> None:
    """A letter of 1 June reaches the shop's system on 1 July, half an hour before midnight in Berlin."""
    letter = {"act": "withdrawal", "at": "2026-06-01T09:00:00+02:00", "recorded_at": "2026-07-01T23:30:00+02:00"}

    assert verdict == ask("DE", DOUBLE, letter, known_on=known_on).verdict


def test_a_late_record_counts_from_when_it_happened() -> None:
    letter = {"act": "withdrawal", "at": "2026-02-01T09:00:00+02:00", "recorded_at": "2026-07-01T23:30:00+02:00"}
    again = {**DOUBLE, "recorded_at": "2026-03-01T10:00:00Z"}

    assert ask("DE", letter, again).verdict == "allow"


@pytest.mark.parametrize(
    ("start", "months", "zone", "expected"),
    [
        ("2024-02-29T12:00:00+00:00", 24, "UTC", "2026-02-28T12:00:00+00:00"),
        ("2025-12-31T12:00:00+00:00", 2, "UTC", "2026-02-28T12:00:00+00:00"),
        ("2025-11-30T12:00:00+00:00", 1, "UTC", "2025-12-30T12:00:00+00:00"),
        ("2025-11-30T12:00:00+00:00", 0, "UTC", "2025-11-30T12:00:00+00:00"),
        # New York, 14 March 2027: 02:30 is skipped, and the earlier reading is taken; 1 November 2026: 01:30 comes twice
        ("2026-09-14T02:30:00-04:00", 6, "America/New_York", "2027-03-14T06:30:00+00:00"),
        ("2026-05-01T01:30:00-04:00", 6, "America/New_York", "2026-11-01T05:30:00+00:00"),
    ],
)
def test_calendar_months(start: str, months: int, zone: str, expected: str) -> None:
    assert expected == months_after(datetime.fromisoformat(start), months, zone).isoformat()


def test_asking_before_the_acts_is_asking_of_nothing() -> None:
    assert ask("DE", DOUBLE, at="2020-01-01T00:00:00Z").verdict == "deny"
    assert ask("US", {**OPT_IN, "act": "withdrawal"}, at="2020-01-01T00:00:00Z").verdict == "allow"
