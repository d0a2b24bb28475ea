"""What regulators, courts and statutes say in their own examples, replayed."""

from typing import Any

import pytest

from xborder.compliance.consent import ConsentDecision, check_consent

AT = "2026-11-21T12:00:00Z"


def ask(country: str, *history: dict[str, Any], at: str = AT, **facts: Any) -> ConsentDecision:
    sender = {"country": "GB", "same_entity": True, "similar_goods": True, **facts.pop("sender", {})}
    recipient = {"country": country, "kind": "individual", **facts.pop("recipient", {})}
    request = {"kind": "message", "channel": "email", "content": "marketing", "recipient": recipient, "sender": sender, "history": history}
    return check_consent({**request, **facts}, at=at)


ICO_CONSENT = "https://ico.org.uk/for-organisations/guide-to-pecr/guidance-on-direct-marketing-using-electronic-mail/how-do-we-comply-with-the-rules-on-sending-marketing-by-electronic-mail/"


@pytest.mark.parametrize(
    ("words", "facts", "verdict"),
    [
        ("Tick here if you would like to receive marketing from us about our services by text message", {"channel": "sms"}, "deny"),
        ("Tick here if you would like to receive marketing from us about our services", {"specific": False}, "deny"),
        ("the same, recorded without saying what was asked", {}, "deny"),
        ("If you would like to receive our marketing emails please tick here", {"channel": "email", "freely_given": True}, "allow"),
        ("By submitting your order you agree to receive our marketing emails", {"channel": "email", "freely_given": False}, "deny"),
    ],
)
def test_the_tick_boxes_of_the_ico(words: str, facts: dict[str, Any], verdict: str) -> None:
    """ICO, how to use consent for marketing by electronic mail, example boxes; see ICO_CONSENT."""
    ticked = {"act": "opt_in", "at": "2026-03-01T10:00:00Z", **facts}

    assert verdict == ask("GB", ticked).verdict, words


@pytest.mark.parametrize(
    ("broken", "history", "sender"),
    [
        ("none", {"opt_out_offered": True}, {}),
        ("the chance to object at collection", {"opt_out_offered": False}, {}),
        ("only own similar goods", {"opt_out_offered": True}, {"similar_goods": False}),
        ("the very business that sold", {"opt_out_offered": True}, {"same_entity": False}),
        ("details from a sale", {"act": "inquiry", "opt_out_offered": True}, {}),
    ],
)
@pytest.mark.parametrize("country", ["GB", "DE", "FR", "NO"])
def test_all_conditions_of_the_soft_opt_in(country: str, broken: str, history: dict[str, Any], sender: dict[str, Any]) -> None:
    """PECR reg. 22(3); https://dpnetwork.org.uk/electronic-communications: all conditions, or none of it.

    The ICO also lets negotiations for a sale suffice; the page does not say so, and an inquiry is the stricter reading.
    """
    sale = {"act": "purchase", "at": "2026-03-01T10:00:00Z", **history}
    expected = ("allow", "soft_opt_in") if broken == "none" else ("deny", "none")
    decision = ask(country, sale, sender=sender)

    assert expected == (decision.verdict, decision.basis)


def test_a_chance_to_object_in_every_message() -> None:
    """PECR reg. 22(3)(c): at collection, and at the time of each subsequent communication."""
    sale = {"act": "purchase", "at": "2026-03-01T10:00:00Z", "opt_out_offered": True}
    bare = ask("GB", sale, message={"unsubscribe": False, "identity": True})

    assert bare.verdict == "deny"
    assert [one.duty for one in bare.rules if one.effect == "forbid"] == ["unsubscribe"]


def test_who_opted_out_is_not_asked_again() -> None:
    """Moneysupermarket, ICO, July 2017: https://www.ashfords.co.uk/news-and-media/general/direct-marketing-consent-when-no-means-no.

    "You've told us in the past you prefer not to receive these. If you'd like to reconsider, simply click" is marketing.
    """
    opted_out = {"act": "refusal", "at": "2016-01-01T10:00:00Z"}
    customer = {"act": "purchase", "at": "2016-11-01T10:00:00Z", "opt_out_offered": True}

    assert ask("GB", opted_out, customer, at="2016-12-01T10:00:00Z", content="mixed").verdict == "deny"


def test_an_objection_has_no_exception() -> None:
    """ICO, respect people's preferences: "There are no reasons that you can use to refuse their objection".

    https://ico.org.uk/for-organisations/direct-marketing-and-privacy-and-electronic-communications/direct-marketing-guidance/respect-peoples-preferences/
    """
    consent = {"act": "double_opt_in", "at": "2026-03-01T10:00:00Z", "channel": "email"}
    objection = {"act": "objection", "at": "2026-04-01T10:00:00Z"}

    for kind in ("individual", "sole_trader", "company"):
        assert ask("GB", consent, objection, recipient={"kind": kind}).verdict == "deny"


@pytest.mark.parametrize(
    ("said", "at", "verdict"),
    [
        ("express consent is not time-limited", ("opt_in", "2014-07-02T12:00:00-04:00"), "allow"),
        ("two years after the last transaction", ("purchase", "2024-11-21T08:00:00-05:00"), "allow"),
        ("and not a day more", ("purchase", "2024-11-20T08:00:00-05:00"), "deny"),
        ("six months after the last inquiry", ("inquiry", "2026-05-21T08:00:00-04:00"), "allow"),
        ("and not a day more", ("inquiry", "2026-05-20T08:00:00-04:00"), "deny"),
    ],
)
def test_when_casl_consents_expire(said: str, at: tuple[str, str], verdict: str) -> None:
    """CRTC, guidance on implied consent, https://crtc.gc.ca/eng/com500/guide.htm: express consent is not time-limited.

    The table of http://www.mondaq.co.uk/canada/security/607496/when-casl-consents-expire has the two windows.
    """
    act, when = at
    history = {"act": act, "at": when, "channel": "email" if act == "opt_in" else None}

    assert verdict == ask("CA", history, at="2026-11-21T07:00:00-05:00").verdict, said


def test_a_new_purchase_starts_the_clock_anew() -> None:
    """https://canadianelectricalwholesaler.ca/?p=25244: "in which case the 2-year clock" starts from that date."""
    first = {"act": "purchase", "at": "2024-01-10T12:00:00-05:00"}
    again = {"act": "purchase", "at": "2025-06-10T12:00:00-04:00"}

    assert ask("CA", first).verdict == "deny"
    assert ask("CA", first, again).to_dict()["until"] == "2027-06-10T16:00:00Z"


def test_an_inquiry_then_a_purchase_then_an_unsubscribe() -> None:
    """CRTC guidance: consent of either kind lasts until the recipient says that they no longer want to receive messages."""
    inquiry = {"act": "inquiry", "at": "2026-10-01T12:00:00-04:00"}
    purchase = {"act": "purchase", "at": "2026-10-05T12:00:00-04:00"}
    unsubscribe = {"act": "withdrawal", "at": "2026-11-01T12:00:00-04:00"}

    assert ask("CA", inquiry).to_dict()["until"] == "2027-04-01T16:00:00Z"
    assert ask("CA", inquiry, purchase).to_dict()["until"] == "2028-10-05T16:00:00Z"
    assert ask("CA", inquiry, purchase, unsubscribe).verdict == "deny"


def test_a_confirmation_mail_proves_nothing_about_calls() -> None:
    """BGH, 10 February 2011, I ZR 164/09, headnote c: https://betriebs-berater.ruw.de/wirtschaftsrecht/urteile/Zulaessigkeit-von-Werbeanrufen---Double-opt-in-Verfahren-18828."""
    confirmed = {"act": "double_opt_in", "at": "2026-03-01T10:00:00+01:00"}

    assert ask("DE", confirmed).verdict == "allow"
    assert ask("DE", confirmed, channel="voice").verdict == "review"


def test_a_single_opt_in_has_to_be_proven() -> None:
    """BGH I ZR 164/09, headnote b: the sender documents each consent; bevh: double opt-in is how that is done in practice.

    https://bevh.org/rechtshilfen/datenschutz/double-opt-in
    """
    single = {"act": "opt_in", "at": "2026-03-01T10:00:00+01:00", "channel": "email"}
    double = {**single, "act": "double_opt_in", "at": "2026-02-01T10:00:00+01:00"}
    once, twice = ask("DE", single), ask("DE", single, double)

    assert ("allow", ("unsubscribe", "identity", "prove_consent")) == (once.verdict, once.obligations)
    assert ["unverified"] == [one.kind for one in once.caveats]
    assert ("allow", ("unsubscribe", "identity"), ()) == (twice.verdict, twice.obligations, twice.caveats)


@pytest.mark.parametrize(("kind", "verdict"), [("company", "allow"), ("individual", "deny"), ("sole_trader", "deny")])
def test_a_professional_in_france(kind: str, verdict: str) -> None:
    """CNIL, by https://rimacs.fr/la-prospection-commerciale-par-courrier-electronique: informed and able to object, no consent."""
    assert verdict == ask("FR", recipient={"kind": kind}).verdict


def test_the_three_duties_of_every_mail_in_france() -> None:
    """The same page, "dans tous les cas": say who advertises, offer a simple way to object."""
    assert ask("FR", recipient={"kind": "company"}).obligations == ("unsubscribe", "identity")


def test_mixed_content_is_commercial() -> None:
    """16 CFR 316.3(a)(2): commercial if the subject says so or the transactional part does not come first.

    http://www.law.cornell.edu/cfr/text/16/316.3. The order of parts is not asked for, so mixed is marketing.
    """
    opted_out = {"act": "withdrawal", "at": "2026-03-01T10:00:00-05:00"}

    assert ask("US", opted_out, content="mixed").verdict == "deny"
    assert ask("US", opted_out, content="transactional").basis == "transactional"


def test_norway_wants_consent_of_natural_persons() -> None:
    """Forbrukertilsynet on markedsføringsloven § 15, https://www.forbrukertilsynet.no/lov-og-rett/veiledninger-og-retningslinjer/forbrukertilsynets-veiledning-markedsforing-via-e-post-sms-o-l."""
    assert ask("NO").verdict == "deny"
    assert ask("NO", {"act": "opt_in", "at": "2026-03-01T10:00:00+01:00", "channel": "email"}).basis == "consent"
