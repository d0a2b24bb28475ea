"""The safety laws of consent: what may happen to a history, a place or a fact, and never loosens the answer."""

import json
import pickle
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from xborder.atlas import Atlas, Layer, standard
from xborder.codes._iso3166 import TABLE
from xborder.compliance.consent import (
    Act,
    ConsentDecision,
    ConsentRequest,
    Message,
    Recipient,
    Sender,
    check_consent,
    strictest,
)
from xborder.compliance.history import CONSENTS, NOES, covers, standing

STRICT = ("deny", "review", "defer", "allow")
START = datetime(2023, 9, 1, 12, tzinfo=UTC)
"""No law of these places turns after this day."""
DAYS = 4 * 365


def page(**rule: object) -> dict[str, Any]:
    """A place whose only law is a rule on e-mail."""
    said = {
        "regime": "opt_in",
        "business": "opt_in",
        "soft_opt_in": "similar_goods",
        "double_opt_in": "no",
        "obligations": ["unsubscribe"],
        "statute": "Act",
        "article": "s. 1",
    }
    grade = rule.pop("grade", "B")
    source = {"title": "Act", "url": "https://example.org/act", "checked": "2026-11-21"}
    entry = {"since": "2010-01-01", "value": {**said, **rule}, "grade": grade, "sources": [source]}
    header = {"name": "Toy", "currency": "EUR", "zone": "America/Toronto", "tax_name": "VAT", "tax_local": "VAT"}
    return {**header, "compliance": {"email_marketing": [entry]}}


TOYS = {
    "places/qm": page(double_opt_in="required", soft_opt_in="none"),
    "places/qn": page(grade="C"),
    "places/qo": page(consent_months=12, implied_months={"purchase": 6}),
    "places/qp": page(soft_opt_in="none", implied_months={"purchase": 24, "inquiry": 6}),
    "places/qq": page(regime="opt_out", business="opt_in", obligations=["label", "identity"], label="[AD]"),
    "places/qr": page(regime="opt_out", business="opt_out", consent_months=12),
}
WORLD: Atlas = standard().overlay(Layer.from_mapping(TOYS, edition="toys"))
PLACES = ("DE", "GB", "US", "CA", "CA", "FR", "NO", "KR", "IN", "QM", "QN", "QO", "QO", "QP", "QQ", "QR", "AQ")

mostly = st.sampled_from([True] * 6 + [None, False])
# days first: equal instants have to be common
moments = st.builds(
    lambda days, hours: START + timedelta(days=days, hours=hours),
    st.sampled_from([0, 30, 200, 365, 400, 731, 900, 1100, 1400]) | st.integers(0, DAYS),
    st.sampled_from([0, 0, 1, 13]),
)
channels = st.sampled_from(["email", "email", "email", None, "sms"])


def acts(*deeds: str) -> st.SearchStrategy[Act]:
    """Acts of these kinds."""
    return st.builds(
        Act,
        act=st.sampled_from(deeds),
        at=moments,
        recorded_at=st.none() | moments,
        channel=channels,
        opt_out_offered=st.sampled_from([True, True, True, None, False]),
        freely_given=st.sampled_from([True, None, None, None, False]),
        specific=st.sampled_from([True, None, None, None, False]),
    )


refusals = acts(*NOES)
permissions = acts(*CONSENTS, "purchase", "inquiry")
dealings = acts("purchase", "purchase", "inquiry")
histories = st.one_of(
    st.lists(dealings, max_size=4),
    st.lists(permissions, max_size=4),
    st.lists(refusals | acts(*CONSENTS) | permissions, max_size=8),
).map(tuple)
recipients = st.builds(
    Recipient,
    country=st.sampled_from(PLACES),
    kind=st.sampled_from(["individual", "sole_trader", "company"]),
    age=st.sampled_from([None] * 8 + [17, 18]),
)
messages = st.builds(Message, unsubscribe=mostly, identity=mostly, postal_address=mostly, label=st.sampled_from([True, False, "[AD]", "AD"]))


def requests(places: st.SearchStrategy[Recipient] = recipients) -> st.SearchStrategy[ConsentRequest]:
    """Requests, mostly about marketing by e-mail."""
    return st.builds(
        ConsentRequest,
        kind=st.sampled_from(["message"] * 20 + ["cookie"]),
        channel=st.sampled_from(["email"] * 20 + ["sms", None]),
        content=st.sampled_from(["marketing"] * 8 + ["mixed", "transactional"]),
        recipient=places,
        sender=st.builds(Sender, country=st.just("FR"), same_entity=mostly, similar_goods=mostly),
        message=st.none() | messages,
        history=histories,
    )


instants = st.builds(lambda days, hours: START + timedelta(days=days, hours=hours), st.integers(0, DAYS - 60), st.integers(0, 24))
knowledge = st.none() | moments | moments.map(lambda one: one.date())


def ask(request: ConsentRequest, at: datetime, known_on: Any = None) -> ConsentDecision:
    return check_consent(request, at=at, known_on=known_on, atlas=WORLD)


def strictness(decision: ConsentDecision) -> int:
    return STRICT.index(decision.verdict)


# Withdrawal wins


@given(requests(), refusals, instants, knowledge)
def test_a_no_never_loosens(request: ConsentRequest, no: Act, at: datetime, known_on: Any) -> None:
    more = evolve(request, history=(*request.history, no))

    assert strictness(ask(more, at, known_on)) <= strictness(ask(request, at, known_on))


@given(requests(), refusals, instants, moments)
def test_learning_later_of_a_no_never_loosens(request: ConsentRequest, no: Act, at: datetime, learnt: datetime) -> None:
    told = tuple(evolve(one, recorded_at=one.at) for one in request.history)
    late = evolve(request, history=(*told, evolve(no, recorded_at=max(learnt, at) + timedelta(days=1))))
    before, after = max(learnt, at), max(learnt, at) + timedelta(days=2)

    assert strictness(ask(late, at, after)) <= strictness(ask(late, at, before))


@given(requests(), refusals, instants)
def test_a_no_of_the_same_instant_or_later_leaves_no_permission(request: ConsentRequest, no: Act, at: datetime) -> None:
    said = tuple(evolve(one, at=min(one.at, at)) for one in request.history)
    refused = evolve(request, content="marketing", history=(*said, evolve(no, at=at, channel=None)))

    assert ask(refused, at).verdict != "allow"


@given(requests(), permissions, instants)
def test_a_purchase_or_inquiry_does_not_revive(request: ConsentRequest, dealing: Act, at: datetime) -> None:
    no = Act(act="withdrawal", at=START - timedelta(days=1))
    only_dealings = tuple(one for one in request.history if one.act not in CONSENTS)
    bought = evolve(dealing, act="purchase", opt_out_offered=True)
    asked = evolve(request, content="marketing", history=(no, *only_dealings, bought))

    assert ask(asked, at).verdict != "allow"


# Adding a place, removing evidence


@given(requests(), st.lists(st.sampled_from(PLACES), max_size=3), st.sampled_from(PLACES), instants)
def test_adding_a_place_never_loosens(request: ConsentRequest, places: list[str], one_more: str, at: datetime) -> None:
    def among(names: list[str]) -> ConsentDecision:
        return strictest(ask(evolve(request, recipient=evolve(request.recipient, country=one)), at) for one in names)

    places = [*places, "DE"]
    fewer, more = among(places), among([*places, one_more])

    assert strictness(more) <= strictness(fewer)
    assert set(fewer.obligations) <= set(more.obligations)
    assert set(fewer.needs) <= set(more.needs)


@given(requests(), permissions, instants, knowledge)
def test_removing_a_consent_or_a_purchase_never_loosens(request: ConsentRequest, given_up: Act, at: datetime, known_on: Any) -> None:
    more = evolve(request, history=(*request.history, given_up))

    assert strictness(ask(request, at, known_on)) <= strictness(ask(more, at, known_on))


@given(requests(), permissions, st.sampled_from(["freely_given", "specific", "opt_out_offered"]), instants)
def test_doubting_an_act_never_loosens(request: ConsentRequest, doubted: Act, fact: str, at: datetime) -> None:
    doubts = [Act.from_dict({**doubted.to_dict(), fact: value}) for value in (True, None, False)]
    verdicts = [strictness(ask(evolve(request, history=(*request.history, one)), at)) for one in doubts]

    assert sorted(verdicts, reverse=True) == verdicts


@given(requests(), st.sampled_from(["same_entity", "similar_goods"]), instants)
def test_doubting_the_sender_never_loosens(request: ConsentRequest, fact: str, at: datetime) -> None:
    doubts = [Sender.from_dict({**request.sender.to_dict(), fact: value}) for value in (True, None, False)]
    verdicts = [strictness(ask(evolve(request, sender=one), at)) for one in doubts]

    assert sorted(verdicts, reverse=True) == verdicts


@given(requests(), messages, st.sampled_from(["unsubscribe", "identity", "postal_address", "label"]), instants)
def test_a_message_without_a_duty_never_loosens(request: ConsentRequest, message: Message, duty: str, at: datetime) -> None:
    full, bare = (evolve(request, message=Message.from_dict({**message.to_dict(), duty: value})) for value in (True, False))

    assert strictness(ask(bare, at)) <= strictness(ask(full, at))


@given(requests(), st.integers(0, 17), instants)
def test_a_minor_is_never_more_than_reviewed(request: ConsentRequest, age: int, at: datetime) -> None:
    grown = evolve(request, recipient=evolve(request.recipient, age=None))
    minor = evolve(request, recipient=evolve(request.recipient, age=age))

    assert strictness(ask(minor, at)) == min(strictness(ask(grown, at)), STRICT.index("review"))


@given(requests(st.builds(Recipient, country=st.just("QN"), kind=st.just("individual"))), instants)
def test_a_law_of_grade_c_yields_at_most_review(request: ConsentRequest, at: datetime) -> None:
    assert ask(request, at).verdict in ("review", "deny")


# The fold


@given(requests(), instants, knowledge, st.randoms(use_true_random=False))
def test_the_order_of_the_history_decides_nothing(request: ConsentRequest, at: datetime, known_on: Any, dice: Any) -> None:
    shuffled = list(request.history)
    dice.shuffle(shuffled)
    one, other = ask(request, at, known_on), ask(evolve(request, history=tuple(shuffled)), at, known_on)

    assert (one.verdict, one.until, one.basis, one.rules, one.obligations) == (
        other.verdict,
        other.until,
        other.basis,
        other.rules,
        other.obligations,
    )


@given(requests(), instants, st.lists(moments, min_size=8, max_size=8))
def test_when_an_act_was_recorded_decides_nothing_unless_asked(request: ConsentRequest, at: datetime, records: list[datetime]) -> None:
    history = tuple(evolve(act, recorded_at=when) for act, when in zip(request.history, records, strict=False))

    assert ask(request, at) == ask(evolve(request, history=history), at)


@given(requests(), instants, knowledge)
def test_what_has_not_happened_or_was_not_known_is_not_heard(request: ConsentRequest, at: datetime, known_on: Any) -> None:
    def known(act: Act) -> bool:
        when = act.recorded_at or act.at
        if isinstance(known_on, datetime):
            return when <= known_on
        return known_on is None or when.date() <= known_on

    places = evolve(request.recipient, country="AQ")  # a place without a page keeps the clock of UTC
    heard = tuple(act for act in request.history if act.at <= at and known(act))
    full, less = (evolve(request, recipient=places, history=one) for one in (request.history, heard))

    assert ask(full, at, known_on).verdict == ask(less, at).verdict


@given(requests(), instants)
def test_the_fold_is_the_sequence_of_her_words(request: ConsentRequest, at: datetime) -> None:
    """A naive reading, one event after the other; at one instant the no comes last."""
    said_no = False
    spoken = False
    for act in sorted(request.history, key=lambda one: (one.at, one.act in NOES)):
        if act.at > at:
            break
        if act.act in NOES and (act.channel in (None, request.channel) or act.act == "objection"):
            said_no, spoken = True, False
        elif act.act in CONSENTS and covers(act, request.channel, same_entity=request.sender.same_entity):
            spoken = True
    found = standing(request, at=at, known_on=None, zone="UTC")

    assert (said_no, spoken) == (found.no is not None, bool(found.consents))


# Time


@given(requests(), instants, st.floats(0, 1))
def test_nothing_changes_before_until(request: ConsentRequest, at: datetime, share: float) -> None:
    past = evolve(request, history=tuple(evolve(one, at=min(one.at, at)) for one in request.history))
    now = ask(past, at)
    end = now.until or datetime(2030, 1, 1, tzinfo=UTC)
    later = ask(past, at + (end - at - timedelta(microseconds=1)) * share)

    assert (now.verdict, now.until, now.basis) == (later.verdict, later.until, later.basis)


@given(requests(), instants)
def test_at_until_the_basis_has_lapsed(request: ConsentRequest, at: datetime) -> None:
    past = evolve(request, history=tuple(evolve(one, at=min(one.at, at)) for one in request.history))
    now = ask(past, at)
    if now.until is None:
        return
    then = ask(past, now.until)

    assert at < now.until
    assert (now.basis, now.until) != (then.basis, then.until)


# Every answer


@given(requests(), instants, knowledge)
def test_every_answer_explains_itself_and_is_pure(request: ConsentRequest, at: datetime, known_on: Any) -> None:
    decision = ask(request, at, known_on)
    effects = [one.effect for one in decision.rules]
    plain = json.loads(json.dumps(decision.to_dict()))

    assert decision == ask(ConsentRequest.from_dict(request.to_dict()), at, known_on)
    assert pickle.loads(pickle.dumps(decision)) == decision
    assert hash(decision) == hash(ask(request, at, known_on))
    assert all(one["text"] for one in plain["because"])
    assert decision.because
    assert decision.rules or decision.needs
    assert set(plain) == {
        "status", "edition", "verdict", "until", "basis", "rules", "obligations", "because", "needs", "caveats", "assumed"
    }  # fmt: skip
    if decision.verdict == "allow":
        assert decision.basis != "none"
        assert effects[0] == "permit"
        assert "forbid" not in effects
    if decision.verdict == "deny":
        assert decision.basis == "none"
        assert decision.until is None
    assert [one.duty for one in decision.rules if one.duty] == list(decision.obligations)


@given(requests(), st.sampled_from(PLACES), instants)
def test_nothing_said_permits_nothing_where_consent_comes_first(request: ConsentRequest, place: str, at: datetime) -> None:
    asked = evolve(request, content="marketing", history=(), recipient=evolve(request.recipient, country=place))
    decision = ask(asked, at)

    assert decision.basis in ("none", "opt_out_regime")


def test_every_country_answers_and_silence_is_review() -> None:
    answered: dict[str, str] = {}
    for row in TABLE.splitlines():
        place = row[:2]
        facts = {
            "kind": "message",
            "channel": "email",
            "content": "marketing",
            "recipient": {"country": place, "kind": "individual"},
            "sender": {"country": "FR", "same_entity": True, "similar_goods": True},
            "history": [{"act": "double_opt_in", "at": "2026-01-01T00:00:00Z", "channel": "email"}],
        }
        decision = check_consent(facts, at="2026-11-21T00:00:00Z")
        answered[place] = decision.verdict
        if decision.verdict == "review":
            assert decision.needs or decision.caveats

    assert {"allow", "review"} == set(answered.values())
    assert len(answered) >= 249
    assert answered["AQ"] == "review"
    assert all(answered[place] == "allow" for place in ("DE", "GB", "US", "CA", "FR", "NO"))


def test_strictest_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no decision to choose from"):
        strictest([])
