"""Do the orders that come with the repository run, as a person runs them, and say what they should?"""

import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from xborder.adapters.platforms import saleor, shopify, woocommerce
from xborder.adapters.wire import ask, facts_of
from xborder.service.rendering import WIDTH, cells

HERE = Path(__file__).parent.parent
SCRIPT = HERE / "examples" / "brief.py"
ORDERS = sorted((HERE / "examples" / "orders").glob("*.json"))
READERS = {"saleor": saleor.read_order, "shopify": shopify.read_order, "woocommerce": woocommerce.read_order}

FIGURES = {
    "own-de-ch": ("239.23 CHF", "17.92 CHF", "allow", "Guten Tag, Annelies Bircher!", []),
    "own-in-ae": ("900.00 AED", "42.86 AED", "deny", "صباح الخير، السيدة ليان المنصوري!", []),
    "own-jp-au": ("381.85 AUD", "0.00 AUD", "allow", "Good afternoon, Marlee!", []),
    "own-nz-au-tax-included": ("242.00 AUD", "0.00 AUD", "deny", "Good morning, Tobias!", []),
    "saleor-ro-gb": ("101.40 GBP", "0.00 GBP", None, "Good morning, Imogen!", ["/order/consent"]),
    "shopify-us-de": ("270.65 EUR", "66.85 EUR", "allow", "Guten Tag, Lena Vogt!", []),
    "shopify-us-fr-ioss": (
        "83.20 EUR",
        "6.00 EUR",
        "deny",
        "Bonsoir Camille Aubert\u202f!",
        ["/order/consent/0/opt_out_offered", "/order/consent/sender/similar_goods"],
    ),
    "woocommerce-cn-us": ("115.98 USD", "23.28 USD", "allow", "Hello, Dana!", ["/order/customer/timezone"]),
}
"""What each order comes to at the door, what is paid there, whether an e-mail may go, how she is greeted, what is missing."""


@cache
def run(name, *options):
    done = subprocess.run(
        [sys.executable, "-W", "error", SCRIPT, HERE / "examples" / "orders" / f"{name}.json", *options],
        capture_output=True,
        env={"PATH": "", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
        check=False,
    )

    assert (0, "") == (done.returncode, done.stderr.decode())
    return done.stdout.decode("utf-8")


def money(value):
    return f"{value['amount']} {value['currency']}"


def test_every_order_has_its_figures_and_every_platform_and_lane_its_order():
    facts = [json.loads(file.read_text("utf-8")) for file in ORDERS]
    lanes = {tuple(file.stem.replace("-ioss", "").replace("-tax-included", "").split("-")[1:]) for file in ORDERS}

    assert set(FIGURES) == {file.stem for file in ORDERS}
    assert {"shopify", "woocommerce", "saleor", "xborder"} == {one["platform"] for one in facts}
    assert {("us", "de"), ("cn", "us"), ("ro", "gb"), ("jp", "au"), ("de", "ch"), ("in", "ae"), ("us", "fr")} <= lanes
    assert all("2026-11-20" < one["at"] < "2026-12-01" for one in facts)


@pytest.mark.parametrize("name", FIGURES)
def test_the_figures_of_each_order(name):
    answer = json.loads(run(name, "--json"))
    total, door, verdict, greeting, needs = FIGURES[name]

    assert total == money(answer["cost"]["total"])
    assert door == money(answer["cost"]["due_at_door"])
    assert verdict == (answer["consent"] and answer["consent"]["verdict"])
    assert greeting == answer["greeting"]["text"]
    assert needs == [need["path"] for need in answer["needs"]]
    assert answer["payments"]["offered"]


@pytest.mark.parametrize("name", FIGURES)
def test_the_text_is_the_json_told(name):
    text, answer = run(name), json.loads(run(name, "--json"))

    assert answer["text"] == text
    assert WIDTH >= max(cells(line) for line in text.split("\n"))
    assert answer["greeting"]["text"] in text
    assert f" {answer['cost']['total']['amount']}\n" in text
    assert answer["payments"]["offered"][0]["name"] in text
    for charge in answer["cost"]["charges"]:
        assert f" {charge['amount']['amount']}\n" in text
        assert charge["rule"] in "".join(text.split("\n" + " " * 16)) or charge["rule"] in text
    for need in answer["needs"]:
        assert need["path"] in text


@pytest.mark.parametrize("name", FIGURES)
def test_the_script_adds_nothing_of_its_own(name):
    facts = facts_of((HERE / "examples" / "orders" / f"{name}.json").read_bytes())
    platform, known, shop = facts.pop("platform"), facts.pop("known", {}), facts["shop"]
    if platform in READERS:
        facts["order"] = READERS[platform](facts["order"], products=shop["products"], shop_country=shop["country"], **known)

    assert ask("customer_brief", facts) == json.loads(run(name, "--json"))


def test_what_cannot_be_read_is_said_in_one_line(tmp_path):
    broken = tmp_path / "order.json"
    whole = (HERE / "examples" / "orders" / "own-de-ch.json").read_text("utf-8")
    broken.write_text(whole.replace('"ship_to": {"country": "CH"', '"ship_to": {"country": "UK"'), "utf-8")
    done = subprocess.run([sys.executable, SCRIPT, broken], capture_output=True, check=False)

    assert 1 == done.returncode
    assert "the order cannot be read: country 'UK'" in done.stderr.decode()
    assert "/order/parcel/ship_to/country" in done.stderr.decode()
    assert b"" == done.stdout


def test_the_script_without_a_file_says_what_it_wants():
    done = subprocess.run([sys.executable, SCRIPT], capture_output=True, check=False)

    assert 1 == done.returncode
    assert "python examples/brief.py" in done.stderr.decode()
