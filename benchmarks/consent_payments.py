"""May we write to her, and how does she like to pay: one question each, warm, beside the naive reference in one run."""

from datetime import UTC, date, datetime

from quotes import microseconds, naive

from xborder import Checkout, ConsentRequest, check_consent, suggest_payments

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = date(2026, 11, 2)
ASKED = {
    "kind": "message",
    "channel": "email",
    "content": "marketing",
    "recipient": {"country": "DE", "kind": "individual"},
    "sender": {"country": "FR", "same_entity": True, "similar_goods": True},
    "history": [{"act": "purchase", "at": "2026-03-01T10:00:00+01:00", "opt_out_offered": True}],
}
PAID = {
    "amount": "50.00 EUR",
    "customer": {"country": "NL"},
    "merchant": {"country": "DE", "providers": ["mollie"]},
    "goods": "physical",
    "purpose": "one_off",
}
REQUEST, CHECKOUT = ConsentRequest.from_dict(ASKED), Checkout.from_dict(PAID)
LONG = ConsentRequest.from_dict(
    ASKED | {"history": [{"act": act, "at": f"2025-{month:02}-01T10:00:00Z"} for month in range(1, 13) for act in ("opt_in", "withdrawal")]}
)


def consent() -> object:
    decision = check_consent(REQUEST, at=AT)
    return decision.verdict, decision.basis, decision.obligations


def consent_of_many() -> object:
    decision = check_consent(LONG, at=AT)
    return decision.verdict, decision.basis, decision.obligations


def consent_explained() -> object:
    return [reason.text for reason in check_consent(REQUEST, at=AT).because]


def consent_from_plain() -> object:
    return check_consent(ASKED, at=AT).verdict


def payments() -> object:
    answer = suggest_payments(CHECKOUT, on=DAY)
    return [one.method for one in answer.offered], [one.method for one in answer.excluded]


def payments_explained() -> object:
    return [reason.text for reason in suggest_payments(CHECKOUT, on=DAY).because]


def payments_from_plain() -> object:
    return [one.method for one in suggest_payments(PAID, on=DAY).offered]


def main() -> None:
    named = [
        ("naive reference", naive),
        ("check_consent, a request in hand", consent),
        ("check_consent, 24 acts in the history", consent_of_many),
        ("check_consent, reasons rendered", consent_explained),
        ("check_consent, from plain data", consent_from_plain),
        ("suggest_payments, a checkout in hand", payments),
        ("suggest_payments, reasons rendered", payments_explained),
        ("suggest_payments, from plain data", payments_from_plain),
    ]
    print(f"consent: {consent()}; payments: {len(payments()[0])} offered, {len(payments()[1])} excluded")  # type: ignore[index]
    took = microseconds([run for _, run in named], number=200)
    for (name, _), one in zip(named, took, strict=True):
        print(f"{name:<45} {one:8.2f} µs  {one / took[0]:5.2f} ×")


if __name__ == "__main__":
    main()
