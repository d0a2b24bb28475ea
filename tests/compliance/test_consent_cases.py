"""Single cases: what is written down and what is not, the duties of a message, minors, several places."""

from datetime import date
from typing import Any

import pytest

from xborder.atlas import Layer, standard
from xborder.compliance.consent import ConsentDecision, check_consent, strictest
from xborder.compliance.law import email_law

AT = "2026-11-21T12:00:00Z"
OPT_IN = {"act": "opt_in", "at": "2026-03-01T10:00:00Z", "channel": "email"}
DOUBLE = {**OPT_IN, "act": "double_opt_in"}
SALE = {"act": "purchase", "at": "2026-03-01T10:00:00Z", "opt_out_offered": True}
SOURCE = {"title": "Act", "url": "https://example.org/act", "checked": "2026-11-21"}


def facts(country: str, *history: dict[str, Any], **changed: Any) -> dict[str, Any]:
    sender = {"country": "GB", "same_entity": True, "similar_goods": True, **changed.pop("sender", {})}
    recipient = {"country": country, "kind": "individual", **changed.pop("recipient", {})}
    request = {"kind": "message", "channel": "email", "content": "marketing", "recipient": recipient, "sender": sender}
    return {**request, "history": list(history), **changed}


def ask(country: str, *history: dict[str, Any], at: Any = AT, known_on: Any = None, atlas: Any = None, **changed: Any) -> ConsentDecision:
    return check_consent(facts(country, *history, **changed), at=at, known_on=known_on, atlas=atlas)


def toy(*, cases: bool = False, status: str | None = None, grade: str = "B", **rule: object) -> Any:
    """The standard atlas with one place, QM, whose only law is a rule on e-mail."""
    value = {
        "regime": "opt_in", "business": "opt_in", "soft_opt_in": "none", "double_opt_in": "no", "obligations": [], "statute": "Act", "article": "s. 1", **rule
    }  # fmt: skip
    entry: dict[str, Any] = {"since": "2010-01-01", "grade": grade, "sources": [SOURCE]}
    entry |= {"cases": [{"when": {"buyer": "consumer"}, "value": value}]} if cases else {"value": value}
    entries = [entry]
    if status:
        entries.append({"since": "2027-01-01", "value": value, "status": status, "grade": "B", "sources": [SOURCE]})
    header = {"name": "Toy", "currency": "EUR", "zone": "Europe/Berlin", "tax_name": "VAT", "tax_local": "VAT"}
    page = {**header, "compliance": {"email_marketing": entries}}
    return standard().overlay(Layer.from_mapping({"places/qm": page}, edition="toy"))


# What is written down


@pytest.mark.parametrize(
    ("country", "history", "expected"),
    [
        ("DE", [DOUBLE], ("allow", "consent")),
        ("DE", [SALE], ("allow", "soft_opt_in")),
        ("DE", [], ("deny", "none")),
        ("GB", [OPT_IN], ("allow", "consent")),
        ("GB", [SALE], ("allow", "soft_opt_in")),
        ("US", [], ("allow", "opt_out_regime")),
        ("US", [{**OPT_IN, "act": "refusal"}], ("deny", "none")),
        ("US", [{**OPT_IN, "act": "refusal", "at": "2026-02-01T00:00:00Z"}, OPT_IN], ("allow", "consent")),
        ("CA", [SALE], ("allow", "soft_opt_in")),
        ("CA", [{**OPT_IN, "act": "explicit"}], ("allow", "consent")),
        ("CA", [], ("deny", "none")),
        ("FR", [OPT_IN], ("allow", "consent")),
        ("NO", [SALE], ("allow", "soft_opt_in")),
        ("NO", [], ("deny", "none")),
        ("PL", [SALE], ("deny", "none")),
        ("IN", [], ("allow", "opt_out_regime")),
    ],
)
def test_places(country: str, history: list[dict[str, Any]], expected: tuple[str, str]) -> None:
    decision = ask(country, *history)

    assert expected == (decision.verdict, decision.basis)
    assert decision.status == "complete"
    assert decision.because[-1].sources or decision.because[-1].code == "consent.refused"


def test_the_answer_in_the_words_of_the_wire() -> None:
    plain = ask("US", message={"unsubscribe": True, "identity": True, "postal_address": False}).to_dict()
    entry = {
        "rule": "US:compliance.email_marketing@2010-01-01",
        "statute": "CAN-SPAM Act of 2003 (15 U.S.C. 7701-7713)",
        "article": "15 U.S.C. 7704(a)",
        "grade": "A",
    }

    assert plain["verdict"] == "deny"
    assert plain["rules"] == [
        {**entry, "effect": "permit", "duty": None},
        {**entry, "effect": "oblige", "duty": "unsubscribe"},
        {**entry, "effect": "oblige", "duty": "identity"},
        {**entry, "effect": "forbid", "duty": "postal_address"},
    ]
    assert plain["obligations"] == ["unsubscribe", "identity", "postal_address"]
    assert plain["because"][1]["text"].endswith("the message lacks a duty of the law, postal_address")
    assert (plain["edition"], plain["basis"], plain["until"], plain["needs"]) == (standard().edition, "none", None, [])


def test_what_a_consent_is_taken_for() -> None:
    assert [one.path for one in ask("FR", SALE, OPT_IN).assumed] == ["/request/history/1/freely_given", "/request/history/1/specific"]
    assert ask("FR", {**OPT_IN, "freely_given": True, "specific": True}).assumed == ()


def test_the_law_of_the_day() -> None:
    early = ask("DE", {**DOUBLE, "at": "2022-01-01T00:00:00Z"}, at="2022-05-27T21:59:59Z")
    late = ask("DE", {**DOUBLE, "at": "2022-01-01T00:00:00Z"}, at="2022-05-27T22:00:00Z")

    assert ("§ 7(2) no. 3, § 7(3)", "§ 7(2) no. 2, § 7(3)") == (early.rules[0].article, late.rules[0].article)


# What is not written down


@pytest.mark.parametrize("kind", ["cookie", "share", "sale", "profiling", "transfer"])
def test_other_kinds_are_for_review(kind: str) -> None:
    decision = ask("DE", DOUBLE, {**OPT_IN, "act": "withdrawal", "at": "2026-05-01T00:00:00Z"}, kind=kind, channel=None)

    assert ("review", "none", "incomplete") == (decision.verdict, decision.basis, decision.status)
    assert [("rule", f"DE:compliance.{kind}")] == [(one.kind, one.path) for one in decision.needs]


@pytest.mark.parametrize("channel", ["sms", "voice", "push", "whatsapp", "post"])
def test_other_channels_are_for_review_unless_she_said_no(channel: str) -> None:
    asked = ask("DE", {**DOUBLE, "channel": channel}, channel=channel)
    refused = ask("DE", {**OPT_IN, "act": "refusal", "channel": channel}, channel=channel)
    elsewhere = ask("DE", {**OPT_IN, "act": "refusal", "channel": "email"}, channel=channel)

    assert ("review", "deny", "review") == (asked.verdict, refused.verdict, elsewhere.verdict)
    assert [f"DE:compliance.{channel}_marketing"] == [one.path for one in refused.needs]


def test_a_place_without_a_rule_is_for_review_unless_she_said_no() -> None:
    assert ask("AQ", DOUBLE).needs[0].path == "AQ:compliance.email_marketing"
    assert ask("AQ", DOUBLE).verdict == "review"
    assert ask("AQ", content="transactional").verdict == "review"
    assert ask("AQ", {**OPT_IN, "act": "withdrawal"}).verdict == "deny"
    assert ask("AQ", {**OPT_IN, "act": "withdrawal"}, content="transactional").verdict == "review"
    assert ask("AQ", {**OPT_IN, "act": "withdrawal", "at": "2026-01-01T00:00:00Z"}, DOUBLE).verdict == "review"


def test_before_a_rule_began_is_silence() -> None:
    assert ask("CA", at="2014-06-30T12:00:00-04:00").verdict == "review"
    assert ask("CA", at="2014-07-01T00:00:00-04:00").verdict == "deny"


def test_no_channel_is_a_need() -> None:
    decision = ask("DE", DOUBLE, channel=None)

    assert ("review", ["/request/channel"]) == (decision.verdict, [one.path for one in decision.needs])


def test_cases_are_not_read_yet() -> None:
    assert ask("QM", DOUBLE, atlas=toy(cases=True)).verdict == "review"


def test_grade_c_is_for_review_unless_she_said_no() -> None:
    world = toy(grade="C", obligations=["identity"])
    withdrawn = {**OPT_IN, "act": "withdrawal", "at": "2026-05-01T00:00:00Z"}

    assert ["review", "review", "review", "deny"] == [
        ask("QM", *history, atlas=world, message={"identity": False}).verdict for history in ([], [DOUBLE], [SALE], [DOUBLE, withdrawn])
    ]
    assert ask("QM", content="transactional", atlas=world).verdict == "review"
    assert ask("QM", DOUBLE, atlas=world).caveats[0].kind == "unverified"


def test_an_announced_change_is_a_caveat_when_near() -> None:
    world = toy(status="announced")

    assert [date(2027, 1, 1)] == [one.on for one in ask("QM", atlas=world).caveats]
    assert ask("QM", at="2026-01-01T00:00:00Z", atlas=world).caveats == ()


def test_a_region_inherits_from_its_country() -> None:
    assert ask("CA", recipient={"region": "CA-QC"}, at=AT).rules[0].rule == "CA:compliance.email_marketing@2014-07-01"
    assert ask("US", recipient={"region": "CA"}).verdict == "allow"


# Duties


@pytest.mark.parametrize(("label", "verdict"), [(True, "allow"), (False, "deny"), (None, "allow"), ("(광고)", "allow"), ("[AD]", "deny")])
def test_the_label_of_korea(label: object, verdict: str) -> None:
    decision = ask("KR", DOUBLE, message={"unsubscribe": True, "identity": True, "label": label})

    assert (verdict, ("unsubscribe", "identity", "label")) == (decision.verdict, decision.obligations)


def test_a_label_nobody_spelt_out_is_met_by_any() -> None:
    world = toy(obligations=["label"], regime="opt_out")

    assert ask("QM", atlas=world, message={"label": "Werbung"}).verdict == "allow"


def test_a_soft_opt_in_always_offers_a_way_out() -> None:
    world = toy(soft_opt_in="similar_goods")

    assert ask("QM", SALE, atlas=world).obligations == ("unsubscribe",)
    assert ask("QM", SALE, atlas=world, message={"unsubscribe": False}).verdict == "deny"
    assert ask("QM", OPT_IN, atlas=world, message={"unsubscribe": False}).verdict == "allow"


def test_a_denied_message_has_its_duties_listed_too() -> None:
    decision = ask("DE", message={"unsubscribe": False})

    assert ["forbid", "forbid", "oblige"] == [one.effect for one in decision.rules]
    assert ["consent.missing", "consent.duty"] == [one.code for one in decision.because]


def test_transactional_mail_is_free_of_the_rule() -> None:
    objection = {"act": "objection", "at": "2026-05-01T00:00:00Z"}
    decision = ask("DE", objection, content="transactional", message={"unsubscribe": False})

    assert ("allow", "transactional", ()) == (decision.verdict, decision.basis, decision.obligations)


# Age


@pytest.mark.parametrize(("age", "verdict"), [(17, "review"), (18, "allow"), (None, "allow"), (0, "review")])
def test_a_minor(age: int | None, verdict: str) -> None:
    decision = ask("DE", DOUBLE, recipient={"age": age})

    assert (verdict, "consent") == (decision.verdict, decision.basis)
    assert ["DE:compliance.age_of_consent"] * (verdict == "review") == [one.path for one in decision.needs]


def test_a_minor_without_consent_is_still_denied() -> None:
    assert ask("DE", recipient={"age": 12}).verdict == "deny"


# Several places


def test_the_strictest_of_several_places() -> None:
    both = strictest(ask(one) for one in ("US", "CA"))
    open_end, end = strictest(ask(one, SALE) for one in ("US", "DE")), strictest(ask(one, SALE) for one in ("US", "CA"))

    assert ("deny", ("unsubscribe", "identity", "postal_address")) == (both.verdict, both.obligations)
    assert ("allow", None) == (open_end.verdict, open_end.until)
    assert ("allow", "2028-03-01T10:00:00Z") == (end.verdict, end.to_dict()["until"])


# The plan


def test_the_law_of_a_place_is_resolved_once() -> None:
    world = standard()
    one, other = (email_law("DE", world.moment("DE", date(2026, 1, day)), world) for day in (1, 2))

    assert one is other
