"""Cases that others have worked and published, exact to the minor unit, as they are asked on the wire.

Every case that was found is here; none had to be left out. Where a source gives a rate and no amounts, a round price makes its
figures whole. Irish travellers' goods are asked as an import: the formula is the same one.
"""

from typing import Any, NamedTuple

import pytest

from xborder.adapters.wire import ask


class Case(NamedTuple):
    """One published case: where it was worked, what is asked, and what its source says."""

    name: str
    source: str
    facts: dict[str, Any]
    expected: dict[str, str]


def asked(to: str, on: str, *lines: dict[str, Any], rates: dict[str, str] | None = None, **parcel: Any) -> dict[str, Any]:
    """The facts of a landed cost, sent from the United States without freight where nothing else is said."""
    currency = lines[0]["unit_price"].split()[1]
    sold = [{"sku": str(number), **line} for number, line in enumerate(lines)]
    known = {"lines": sold, "ship_from": "US", "ship_to": to, "channel": "courier", "freight": f"0 {currency}", **parcel}
    return {"parcel": known, "on": on, **({"rates": rates, "rates_on": on, "rates_source": "the case"} if rates else {})}


def line(price: str, **more: Any) -> dict[str, Any]:
    return {"unit_price": price, **more}


def figures(facts: dict[str, Any]) -> dict[str, str]:
    """The goods, sums and total of the answer."""
    answer = ask("landed_cost", facts)
    found = {"goods": answer["goods"], **answer["sums"], "total": answer["total"]}
    return {name: f"{money['amount']} {money['currency']}" for name, money in found.items() if money}


def registered(*schemes: str) -> dict[str, Any]:
    return {"seller": {"schemes": list(schemes)}}


SHIRTS = line("20.00 EUR", quantity=2, hs="610910", duty_rate="0.12")
SHOES = line("40.00 EUR", hs="640399", duty_rate="0.08")
WATCH = line("90.00 EUR", hs="910211", duty_rate="0.045")
REMESSA = registered("remessa-conforme")
CBEC = registered("cbec")

CASES = [
    Case(
        "AU: six times A$200, transport and insurance 150, duty 5 %",
        "Australian customs' own page, as quoted on two forums: duty 60.00, value of the taxable importation 1,410.00, GST 141.00",
        asked("AU", "2026-02-02", line("200.00 AUD", quantity=6, duty_rate="0.05"), freight="150.00 AUD"),
        {"goods": "1200.00 AUD", "duty": "60.00 AUD", "tax": "141.00 AUD", "fee": "0.00 AUD", "total": "1551.00 AUD"},
    ),
    Case(
        "IE: shirts of 600 at 2.5 %, a camera of 500 at nothing",
        "revenue.ie, how duty and VAT are calculated: duty 15.00, VAT 23 % of 1,115 = 256.45, together 271.45",
        asked("IE", "2026-02-02", line("600.00 EUR", duty_rate="0.025"), line("500.00 EUR", duty_rate="0")),
        {"goods": "1100.00 EUR", "duty": "15.00 EUR", "tax": "256.45 EUR", "fee": "0.00 EUR", "total": "1371.45 EUR"},
    ),
    Case(
        "FR: two T-shirts and a pair of shoes under IOSS, the day before the flat duty",
        "Glopal, on the Commission's guidance of 2 June 2026 (https://merchants.glopal.com/en-us/blog/eu-customs-changes-on-1st-july-2026)",
        asked("FR", "2026-06-30", SHIRTS, SHOES, **registered("ioss")),
        {"goods": "80.00 EUR", "duty": "0.00 EUR", "tax": "16.00 EUR", "fee": "4.00 EUR", "total": "100.00 EUR"},
    ),
    Case(
        "FR: the same from 1 July 2026: 2 x EUR 3 and 20 % of it, 7.20 more",
        "Glopal, on the Commission's guidance of 2 June 2026 (https://merchants.glopal.com/en-us/blog/eu-customs-changes-on-1st-july-2026)",
        asked("FR", "2026-07-01", SHIRTS, SHOES, **registered("ioss")),
        {"goods": "80.00 EUR", "duty": "6.00 EUR", "tax": "17.20 EUR", "fee": "4.00 EUR", "total": "107.20 EUR"},
    ),
    Case(
        "DE: five T-shirts are one item: EUR 3",
        "Baker McKenzie, Global Import Blog, 2 July 2026",
        asked("DE", "2026-07-02", line("10.00 EUR", quantity=5, hs="610910", duty_rate="0.12")),
        {"goods": "50.00 EUR", "duty": "3.00 EUR", "tax": "10.07 EUR", "fee": "0.00 EUR", "total": "63.07 EUR"},
    ),
    Case(
        "DE: a T-shirt and a watch are two items: EUR 6",
        "Baker McKenzie, Global Import Blog, 2 July 2026",
        asked("DE", "2026-07-02", line("10.00 EUR", hs="610910", duty_rate="0.12"), WATCH),
        {"goods": "100.00 EUR", "duty": "6.00 EUR", "tax": "20.14 EUR", "fee": "0.00 EUR", "total": "126.14 EUR"},
    ),
    Case(
        "BR: R$100 under the 20 %: II 20.00, ICMS 24.58",
        "d24am.com, 2024, on Law 14.902/2024",
        asked("BR", "2024-08-01", line("100.00 BRL"), rates={"USD/BRL": "5.60"}, **REMESSA),
        {"goods": "100.00 BRL", "duty": "20.00 BRL", "tax": "24.58 BRL", "fee": "0.00 BRL", "total": "144.58 BRL"},
    ),
    Case(
        "BR: US$50 comes to 72.29",
        "UOL, 29 July 2025; a dollar is set to a real, so that the figures are the source's",
        asked("BR", "2025-07-29", line("50.00 BRL"), rates={"USD/BRL": "1"}, **REMESSA),
        {"goods": "50.00 BRL", "duty": "10.00 BRL", "tax": "12.29 BRL", "fee": "0.00 BRL", "total": "72.29 BRL"},
    ),
    Case(
        "BR: US$100 comes to 168.67: 60 % less US$20, then ICMS within",
        "UOL, 29 July 2025; a dollar is set to a real, so that the figures are the source's",
        asked("BR", "2025-07-29", line("100.00 BRL"), rates={"USD/BRL": "1"}, **REMESSA),
        {"goods": "100.00 BRL", "duty": "40.00 BRL", "tax": "28.67 BRL", "fee": "0.00 BRL", "total": "168.67 BRL"},
    ),
    *(
        Case(
            f"CN: cross-border e-commerce, VAT 13 %, consumption tax {excise}: {whole}",
            "the Ministry of Finance's rule by way of Azoya: 70 % of (VAT + CT) / (1 - CT)",
            asked("CN", "2026-02-02", line("5000.00 CNY", **({"excise_rate": excise} if excise != "0" else {})), **CBEC),
            {"goods": "5000.00 CNY", "duty": "0.00 CNY", "tax": f"{tax} CNY", "fee": "0.00 CNY", "total": f"{total} CNY"},
        )
        for excise, whole, tax, total in [
            ("0", "9.1 %", "455.00", "5455.00"),
            ("0.15", "23.0588 %", "1152.94", "6152.94"),
            ("0.30", "43.0 %", "2150.00", "7150.00"),
        ]
    ),
    Case(
        "IN: basic duty 10 %, surcharge a tenth of it, IGST 18 %: 30.98 %",
        "Mumbai Customs, structure of duties (https://mumbaicustomszone3.gov.in/apsc-ict-faq); the sum is quoted by many guides",
        asked("IN", "2026-02-02", line("10000.00 INR", duty_rate="0.10")),
        {"goods": "10000.00 INR", "duty": "1100.00 INR", "tax": "1998.00 INR", "fee": "0.00 INR", "total": "13098.00 INR"},
    ),
    Case(
        "GB: 12 % of GBP 500, VAT 20 %",
        "the UK trade tariff's own assistant (trade-tariff/mcp): duty 60.00, VAT 112.00",
        asked("GB", "2026-02-02", line("500.00 GBP", duty_rate="0.12")),
        {"goods": "500.00 GBP", "duty": "60.00 GBP", "tax": "112.00 GBP", "fee": "0.00 GBP", "total": "672.00 GBP"},
    ),
    Case(
        "GB: the same at the reduced rate of 5 %",
        "the UK trade tariff's own assistant (trade-tariff/mcp): VAT 28.00",
        asked("GB", "2026-02-02", line("500.00 GBP", duty_rate="0.12", category="car_seats")),
        {"goods": "500.00 GBP", "duty": "60.00 GBP", "tax": "28.00 GBP", "fee": "0.00 GBP", "total": "588.00 GBP"},
    ),
    *(
        Case(
            f"MX: {price} by courier on {day}",
            "VATupdate, on the amended foreign trade rules: 33.5 % of a value up to US$2,500 from 15 August 2025, in place of duty and VAT",
            asked("MX", day, line(price, duty_rate="0.35", origin="CN"), ship_from="CN", rates={"USD/MXN": "20"}),
            {"goods": price, "duty": f"{duty} MXN", "tax": f"{tax} MXN", "fee": "0.00 MXN", "total": f"{total} MXN"},
        )
        for day, price, duty, tax, total in [
            ("2025-08-14", "1000.00 MXN", "190.00", "0.00", "1190.00"),
            ("2025-08-15", "1000.00 MXN", "335.00", "0.00", "1335.00"),
            ("2025-08-15", "50000.00 MXN", "16750.00", "0.00", "66750.00"),
            ("2025-08-15", "50000.01 MXN", "17500.00", "10800.00", "78300.01"),
        ]
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_published_case_comes_out_to_the_cent(case: Case) -> None:
    expected = case.expected
    actual = figures(case.facts)

    assert expected == actual, case.source


def test_a_shared_freight_adds_up_where_the_currency_has_no_cents() -> None:
    # odoo/odoo#72494: 333 XPF by lines worth 666, 133, 131 and 525 comes to 152 + 30 + 30 + 120 = 332 there
    lines = [
        line("74 XPF", quantity=9, duty_rate="0"),
        line("19 XPF", quantity=7, duty_rate="0"),
        line("43.67 XPF", quantity=3, duty_rate="0"),
        line("105 XPF", quantity=5, duty_rate="0"),
    ]
    facts = asked("HK", "2026-02-02", *lines, freight="333 XPF", currency="XPF", rates={"XPF/HKD": "0.075"})
    answer = ask("landed_cost", facts)
    shares = [int(one["share"]["amount"]) for one in answer["per_line"]]
    freight = [share - value for share, value in zip(shares, (666, 133, 131, 525), strict=True)]

    assert "1788" == answer["total"]["amount"]
    assert 333 == sum(freight)
    assert all(abs(333 * value - 1455 * share) < 1455 for share, value in zip(freight, (666, 133, 131, 525), strict=True))
