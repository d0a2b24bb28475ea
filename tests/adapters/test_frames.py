"""Columns against the scalar path: the same answers, row by row, thresholds and ties included."""

import pickle
import random
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder import Atlas, ExchangeRates, FactError, Layer, Money, Parcel, Rate, landed_cost, standard
from xborder.shipping.kernel import DUTY, TAX, levy_figure

pa = pytest.importorskip("pyarrow", reason="columns want the extra xborder[frames]")
np = pytest.importorskip("numpy", reason="columns want the extra xborder[frames]")

from xborder.adapters.frames import QuotePlan, quote_batches, quote_plan, quote_products  # noqa: E402 - after it is known to be there

RATES = ExchangeRates.from_mapping(
    "EUR",
    {
        "USD": "1.0842", "GBP": "0.8570", "SEK": "11.20", "JPY": "162.5", "CHF": "0.9312", "AUD": "1.6420", "CAD": "1.5110", "NOK": "11.71", "BRL": "6.21",
        "INR": "91.20", "KRW": "1560.1", "CNY": "7.71", "MXN": "20.4", "SGD": "1.4411", "AED": "3.981", "ZAR": "19.71", "TRY": "47.11", "NZD": "1.812",
        "PLN": "4.25", "RON": "5.06", "NGN": "1710", "GHS": "12.1", "KES": "140", "LKR": "330", "ARS": "1500", "UYU": "45", "SAR": "4.065",
        "UAH": "48.5", "KZT": "561", "RUB": "91.3",
    },
    on="2026-02-02",
    source="a bank",
)  # fmt: skip
SCHEMES = ("ioss", "uk", "voec", "au", "nz", "sg", "ch", "remessa-conforme", "cbec")
EARLY, LATE = "2026-02-02", "2026-11-20"
SOURCE = {"title": "The Gazette of Antarctica", "url": "https://gazette.example", "checked": date(2026, 2, 2)}


def entry(value: Any) -> list[dict[str, Any]]:
    return [{"since": date(2010, 1, 1), "value": value, "grade": "A", "sources": [SOURCE]}]


def antarctica(**shipping: Any) -> Atlas:
    """A country whose duty and VAT of 20 % are charged as `shipping` says."""
    page = {"name": "Antarctica", "currency": "EUR", "zone": "UTC", "blocs": [], "tax_name": "VAT", "tax_local": "VAT", "shipping": shipping}
    return standard().overlay(Layer.from_mapping({"places/aq": page}, edition="antarctica"))


def relief(limit: str) -> list[dict[str, Any]]:
    return entry({"method": "excess", "limit": limit, "basis": "goods"})


NONE, CIF = entry({"method": "none"}), entry({"method": "cif"})
FEE = {"payer": "buyer", "collected_by": "carrier", "in_vat_base": False}
VAT = {"standard": entry("0.2"), "base": entry({"include": ["goods", "freight", "insurance", "duty", "levies", "fees"]}), "relief": NONE}
EXCESS = antarctica(vat=VAT | {"relief": relief("100 EUR")}, duty={"base": CIF, "relief": relief("150 EUR")})
FEES = antarctica(
    vat=VAT,
    duty={"base": CIF, "relief": NONE},
    fee={
        "entry": entry(
            {"code": "aq.entry", "method": "rate", "rate": "0.003", "basis": "cif", "min": "1.00 EUR", "limit": "200 EUR", **FEE, "in_vat_base": True}
        ),
        "handling": entry({"code": "aq.handling", "method": "per_line", "amount": "0.35 EUR", **FEE}),
    },
)
FALLING = antarctica(
    vat=VAT | {"books": entry("0")},
    duty={"base": CIF, "relief": NONE},
    levy={"fund": entry({"code": "aq.fund", "name": "a fund", "kind": "tax", "rate": "0.05", "base": ["goods", "duty"], "with": "tax"})},
)
RELIEVED = antarctica(
    vat=VAT | {"books": entry("0"), "relief": entry({"method": "at_most", "limit": "150 EUR", "basis": "goods"})},
    duty={"base": CIF, "relief": NONE},
    excise=entry({"name": "excise", "base": ["goods", "duty"]}),
)
LANES: dict[str, dict[str, Any]] = {
    "DE": {"ship_to": "DE", "on": EARLY},
    "DE by IOSS": {"ship_to": "DE", "on": EARLY, "seller": {"schemes": ["ioss"]}},
    "DE with 3 EUR an item": {"ship_to": "DE", "on": LATE},
    "FR with 3 EUR an item, by IOSS": {"ship_to": "FR", "on": LATE, "seller": {"schemes": ["ioss"]}},
    "SE, limits in EUR": {"ship_to": "SE", "on": LATE},
    "SE, and nobody says what a krona is": {"ship_to": "SE", "on": EARLY, "rates": None},
    "RO with a fee": {"ship_to": "RO", "on": LATE},
    "IT with a fee": {"ship_to": "IT", "on": LATE},
    "PL sold on another day": {"ship_to": "PL", "on": LATE, "sold_on": EARLY, "seller": {"schemes": ["ioss"]}},
    "DE within the union": {"ship_to": "DE", "on": EARLY, "ship_from": "FR"},
    "GB": {"ship_to": "GB", "on": EARLY},
    "GB for a gift": {"ship_to": "GB", "on": EARLY, "gift": True},
    "AU": {"ship_to": "AU", "on": EARLY, "seller": {"schemes": ["au"]}},
    "AU unregistered": {"ship_to": "AU", "on": EARLY},
    "NO item by item": {"ship_to": "NO", "on": EARLY, "seller": {"schemes": ["voec"]}},
    "NO unregistered": {"ship_to": "NO", "on": EARLY},
    "SG item by item": {"ship_to": "SG", "on": EARLY, "seller": {"schemes": ["sg"]}},
    "NZ with a levy": {"ship_to": "NZ", "on": LATE, "seller": {"schemes": ["nz"]}},
    "CH": {"ship_to": "CH", "on": EARLY},
    "CH by a platform": {"ship_to": "CH", "on": EARLY, "sold_via": "platform"},
    "CA-ON": {"ship_to": "CA-ON", "on": EARLY},
    "JP": {"ship_to": "JP", "on": EARLY},
    "JP for a business": {"ship_to": "JP", "on": EARLY, "buyer": {"kind": "business"}},
    "KR": {"ship_to": "KR", "on": EARLY},
    "CN": {"ship_to": "CN", "on": EARLY},
    "CN by platform": {"ship_to": "CN", "on": EARLY, "seller": {"schemes": ["cbec"]}},
    "BR": {"ship_to": "BR", "on": EARLY},
    "BR in the programme": {"ship_to": "BR", "on": EARLY, "seller": {"schemes": ["remessa-conforme"]}},
    "IN": {"ship_to": "IN", "on": EARLY},
    "MX": {"ship_to": "MX", "on": EARLY},
    "MX from China": {"ship_to": "MX", "on": EARLY, "ship_from": "CN"},
    "ZA": {"ship_to": "ZA", "on": EARLY},
    "TR": {"ship_to": "TR", "on": EARLY},
    "AE, one rate for all": {"ship_to": "AE", "on": EARLY},
    "US": {"ship_to": "US", "on": EARLY, "ship_from": "DE"},
    "NG with levies": {"ship_to": "NG", "on": EARLY},
    "GH with levies": {"ship_to": "GH", "on": EARLY},
    "AR by origin": {"ship_to": "AR", "on": EARLY},
    "UY by origin": {"ship_to": "UY", "on": EARLY},
    "DE in dollars": {"ship_to": "DE", "on": EARLY, "prices_in": "USD"},
    "GB quoted in yen": {"ship_to": "GB", "on": EARLY, "currency": "JPY", "prices_in": "EUR"},
    "FR quoted in dollars": {"ship_to": "FR", "on": LATE, "currency": "USD"},
    "a place without a page": {"ship_to": "AQ", "on": EARLY, "prices_in": "USD"},
    "UA, of what exceeds": {"ship_to": "UA", "on": EARLY},
    "KZ, of what exceeds": {"ship_to": "KZ", "on": EARLY},
    "RU, of what exceeds": {"ship_to": "RU", "on": EARLY},
    "UA, and nobody says what a hryvnia is": {"ship_to": "UA", "on": EARLY, "rates": None},
    "NG, where the atlas is silent": {"ship_to": "NG", "on": EARLY, "channel": "post"},
    "of what exceeds, duty and tax": {"ship_to": "AQ", "on": EARLY, "atlas": EXCESS},
    "of what exceeds, in dollars": {"ship_to": "AQ", "on": EARLY, "atlas": EXCESS, "prices_in": "USD", "currency": "GBP"},
    "fees of the value with carriage": {"ship_to": "AQ", "on": EARLY, "atlas": FEES},
    "excise, where the untaxed is not relieved": {"ship_to": "AQ", "on": EARLY, "atlas": RELIEVED},
    "a levy that falls with the tax": {"ship_to": "AQ", "on": EARLY, "atlas": FALLING},
}  # fmt: skip
TEN = ("DE", "FR with 3 EUR an item, by IOSS", "GB", "AU", "NO item by item", "CH", "CA-ON", "JP", "BR in the programme", "IN", "MX", "RO with a fee",
       "UA, of what exceeds", "of what exceeds, duty and tax", "fees of the value with carriage", "a levy that falls with the tax")  # fmt: skip
RATE_WORDS = ("0", "0.035", "0.12", "0.055", "1/3", "0.25")
HS = ("610910", "6403.99", "85171200", "610990")
FIGURES = ("goods", "freight", "insurance", "duty", "tax", "fee", "total")


def plan_of(name: str) -> QuotePlan:
    return quote_plan(**{"ship_from": "US", "channel": "courier", "transport": "air", "rates": RATES, **LANES[name]})


def parcel_of(plan: QuotePlan, row: dict[str, Any]) -> Parcel:
    """The same parcel, written without the adapter's help."""
    code = plan.prices_in

    def money(name: str) -> Money | None:
        return Money.of(row[name], code) if row.get(name) is not None else None

    lines = [
        {"sku": f"{at:03d}", **{key: value for key, value in one.items() if value is not None}, "unit_price": Money.of(one["unit_price"], code)}
        for at, one in enumerate(row["lines"])
    ]
    sent = plan.parcel
    facts = {name: getattr(sent, name) for name in sent.to_dict()}
    return Parcel(**{**facts, "lines": lines, **{name: money(name) for name in ("freight", "insurance", "discount") if name in row}})


def by_scalar(plan: QuotePlan, row: dict[str, Any]) -> tuple[Any, ...]:
    try:
        cost = landed_cost(parcel_of(plan, row), on=plan.on, sold_on=plan.sold_on, rates=plan.rates, atlas=plan.atlas)
    except FactError as error:
        return (*[None] * 7, "refused", str(error))
    amounts = (cost.goods, cost.freight, cost.insurance, cost.sums.duty, cost.sums.tax, cost.sums.fee, cost.total)
    return (*[None if one is None else one.minor for one in amounts], cost.status, list(dict.fromkeys(need.path for need in cost.needs)))


def by_columns(plan: QuotePlan, batch: Any, **more: Any) -> list[tuple[Any, ...]]:
    found = plan.quote(batch, **more).to_pylist()
    return [(*[one[name] for name in FIGURES], one["status"], one["error"] if one["status"] == "refused" else one["needs"]) for one in found]


def batch_of(rows: list[dict[str, Any]]) -> Any:
    """Rows as lists of structs, with a column for everything that any of them says."""
    kinds = {"unit_price": pa.int64(), "quantity": pa.int32()}
    names = {name: kinds.get(name, pa.string()) for row in rows for one in row["lines"] for name in one}
    columns = {"lines": pa.array([row["lines"] for row in rows], pa.list_(pa.struct(list(names.items()))))}
    for name in ("freight", "insurance", "discount"):
        if any(name in row for row in rows):
            columns[name] = pa.array([row.get(name) for row in rows], pa.int64())
    return pa.RecordBatch.from_pydict(columns)


def edges(plan: QuotePlan) -> list[int]:
    """The highest values inside the plan's limits, in the written currency as near as it goes."""
    law = plan.law(("standard",), (None,), excised=False)
    home = plan.brought(law).home
    steps = [*law.goods_steps, *law.cif_steps, *([law.limits.scheme] if law.limits.scheme and law.limits.scheme < 10**9 else [])]
    steps += [band.up_to for band in law.limits.bands or ()] + [fee.limit for fee in law.limits.fees if fee.limit and fee.limit < 10**12]
    return [one if home is None else one * home[1] // home[0] for one in steps] or [15_000]


def row_of(dice: random.Random, around: list[int], *, bare: bool) -> dict[str, Any]:
    """A parcel: by chance at a limit, a step beside it, of lines alike; where it is bare, with facts left out."""
    count = dice.choice((1, 1, 2, 3, 3, 3, 4, 5))

    def price() -> int:
        return dice.choice((dice.randint(0, 40_000), dice.choice((0, 1, 5_000, 5_000, 7_500)), dice.choice(around)))

    values = [price() for _ in range(count)]
    if dice.random() < 0.4:
        target = max(dice.choice(around) + dice.randint(-1, 1), 0)
        cuts = sorted(dice.randint(0, target) for _ in range(count - 1))
        values = [high - low for low, high in zip([0, *cuts], [*cuts, target], strict=True)]

    def line(value: int) -> dict[str, Any]:
        lacks = 0.15 if bare else 0
        made: dict[str, Any] = {"unit_price": value, "duty_rate": dice.choice(RATE_WORDS), "hs": dice.choice(HS)}
        made |= {name: None for name in ("duty_rate", "hs") if dice.random() < lacks}
        others = {"quantity": (1, 2, 3), "category": ("standard", "books", "food"), "origin": ("US", "CN", "BR"), "excise_rate": ("0", "0.2")}
        chances = {"quantity": 0.2, "category": 0.2, "origin": 0.5, "excise_rate": 0.1 if bare else 0}
        return made | {name: dice.choice(words) for name, words in others.items() if dice.random() < chances[name]}

    made: dict[str, Any] = {"lines": [line(value) for value in values], "freight": dice.choice((0, dice.randint(0, 4_000)))}
    if bare and dice.random() < 0.15:
        made["freight"] = None
    if dice.random() < 0.5:
        made["insurance"] = dice.randint(0, 500)
    if dice.random() < 0.1:
        made["discount"] = dice.randint(0, 3_000)
    return made


@pytest.mark.parametrize("name", LANES)
@settings(max_examples=5)
@given(st.integers(0, 2**32), st.booleans())
def test_columns_say_what_the_scalar_path_says(name: str, seed: int, bare: bool) -> None:
    plan, dice = plan_of(name), random.Random(seed)
    told = [row_of(dice, edges(plan), bare=bare) for _ in range(12)]

    assert [by_scalar(plan, row) for row in told] == by_columns(plan, batch_of(told))


@pytest.mark.parametrize("name", ["DE", "FR with 3 EUR an item, by IOSS", "NO item by item", "CH", "GH with levies", "BR in the programme"])
def test_each_line_bears_what_its_line_of_the_tape_bears(name: str) -> None:
    plan, dice = plan_of(name), random.Random(7)
    told = [row_of(dice, edges(plan), bare=False) for _ in range(40)]
    told = [row for row in told if "discount" not in row]
    found = plan.quote(batch_of(told), lines=True).to_pylist()
    for row, answer in zip(told, found, strict=True):
        cost = landed_cost(parcel_of(plan, row), on=plan.on, rates=plan.rates)
        assert cost.tape
        levies = {kind: [levy_figure(at) for at, levy in enumerate(cost.plan.levies) if levy.kind == kind] for kind in ("duty", "tax")}
        duties = [one[DUTY] + sum(one[at] for at in levies["duty"]) for one in cost.tape.lines]
        taxes = [(0 if cost.tape.waived else one[TAX]) + sum(one[at] for at in levies["tax"]) for one in cost.tape.lines]

        assert (None if answer["duty"] is None else duties) == answer["line_duty"]
        assert (None if answer["tax"] is None else taxes) == answer["line_tax"]


def columns_of(rows: list[list[tuple[int, str]]], form: str) -> Any:
    """The same lines of price and rate in every form that a batch may have."""
    prices, rates = [[price for price, _ in row] for row in rows], [[rate for _, rate in row] for row in rows]
    if form == "texts":
        return {"unit_price": prices, "duty_rate": rates}
    if form == "decimals":
        exact = [[Decimal(one) for one in row] for row in rates]
        euros = [[Decimal(one) / 100 for one in row] for row in prices]
        return {"unit_price": pa.array(euros, pa.list_(pa.decimal128(12, 4))), "duty_rate": pa.array(exact, pa.list_(pa.decimal128(9, 6)))}
    if form == "fractions":
        pairs = [[{"n": Rate(one).numerator, "d": Rate(one).denominator} for one in row] for row in rates]
        return {"unit_price": pa.array(prices, pa.large_list(pa.int32())), "duty_rate": pa.array(pairs)}
    if form == "dictionaries":
        flat = pa.array([one for row in rates for one in row]).dictionary_encode()
        ends = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32)
        return {"unit_price": prices, "duty_rate": pa.ListArray.from_arrays(pa.array(ends), flat)}
    return {"lines": [[{"unit_price": price, "duty_rate": rate} for price, rate in row] for row in rows]}


@pytest.mark.parametrize("form", ["texts", "decimals", "fractions", "dictionaries", "structs"])
@pytest.mark.parametrize("shift", [0, 1])
def test_every_form_of_a_column_says_the_same(form: str, shift: int) -> None:
    plan = plan_of("DE")
    rows = [[(9_000, "0.12"), (7_000, "0")], [(1_500, "0.035")], [(5_000, "0.055"), (5_000, "0.12"), (5_001, "0.25")], [(20_000, "0.12")]]
    batch = pa.RecordBatch.from_pydict({**columns_of(rows, form), "freight": [1_000, 2_000, 1_000, 0]}).slice(shift)
    told = [
        {"lines": [{"unit_price": price, "duty_rate": rate} for price, rate in row], "freight": freight}
        for row, freight in zip(rows, (1_000, 2_000, 1_000, 0), strict=True)
    ]

    assert [by_scalar(plan, row) for row in told[shift:]] == by_columns(plan, batch)


def test_a_row_that_cannot_be_read_says_so_and_stops_no_other() -> None:
    plan = plan_of("DE")
    told: list[dict[str, Any]] = [
        {"lines": [{"unit_price": 20_000, "duty_rate": "0.12", "hs": "610910"}], "freight": 0},
        {"lines": [{"unit_price": -1, "duty_rate": "0.12", "hs": "610910"}], "freight": 0},
        {"lines": [{"unit_price": 20_000, "duty_rate": "12", "hs": "610910"}], "freight": 0},
        {"lines": [{"unit_price": 20_000, "duty_rate": "0.12", "hs": "77"}], "freight": 0},
        {"lines": [{"unit_price": 20_000, "duty_rate": "0.12", "quantity": 0}], "freight": 0},
        {"lines": [], "freight": 0},
        {"lines": [{"unit_price": 8 * 10**18, "duty_rate": "0.12"}], "freight": 0},
        {"lines": [{"unit_price": 3 * 10**15, "duty_rate": "0.12"}], "freight": 7},
        {"lines": [{"unit_price": 100, "duty_rate": "0.12"}] * 40, "freight": 7},
    ]
    found = plan.quote(batch_of(told)).to_pylist()

    assert ["complete", *["refused"] * 6, "complete", "complete"] == [one["status"] for one in found]
    assert "a price is zero or above" in found[1]["error"]
    assert by_scalar(plan, told[7]) == by_columns(plan, batch_of(told[7:8]))[0]
    assert by_scalar(plan, told[8]) == by_columns(plan, batch_of(told[8:]))[0]
    assert by_scalar(plan, told[0]) == by_columns(plan, batch_of(told))[0]


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"unit_price": [1.5], "freight": [0]}, "float_money"),
        ({"unit_price": [150], "duty_rate": [0.12]}, "float_rate"),
        ({"unit_price": [150], "duty_rat": ["0.12"]}, "unknown_column"),
        ({"duty_rate": ["0.12"]}, "missing_column"),
        ({"unit_price": [[1, 2]], "duty_rate": [["0.12"]]}, "uneven_lists"),
        ({"unit_price": [[1, 2]], "duty_rate": ["0.12"]}, "unreadable_column"),
        ({"lines": [[{"unit_price": 1, "dutyrate": "0"}]]}, "unknown_column"),
    ],
)
def test_a_column_that_cannot_be_read_is_refused(columns: dict[str, Any], code: str) -> None:
    with pytest.raises(FactError) as refused:
        plan_of("DE").quote(pa.RecordBatch.from_pydict(columns))

    assert code == refused.value.code


def test_what_a_plan_refuses() -> None:
    common: dict[str, Any] = {"ship_from": "US", "ship_to": "DE", "channel": "courier", "on": EARLY}
    for more, code in (
        ({"prices_include": ["tax"]}, "prices_include_in_batch"),
        ({"prices_in": "USD"}, "missing_rate"),
        ({"freight": "9.00 USD"}, "mixed_currencies"),
    ):
        with pytest.raises(FactError) as refused:
            quote_plan(**common, **more)

        assert code == refused.value.code


def test_batches_come_in_order_whatever_computes_them() -> None:
    plan, dice = plan_of("GB"), random.Random(3)
    batch = batch_of([row_of(dice, edges(plan), bare=True) for _ in range(60)])
    parts = [batch.slice(start, 7) for start in range(0, 60, 7)]
    seen: list[tuple[int, int | None]] = []
    found = pa.Table.from_batches(quote_batches(parts, plan, threads=2, progress=lambda *told: seen.append(told)))

    assert plan.quote(batch).to_pylist() == found.to_pylist()
    assert (60, None) == seen[-1]
    assert [7, 14] == [done for done, _ in seen[:2]]
    assert [] == list(quote_batches([], plan))
    assert 0 == plan.quote(batch.slice(0, 0)).num_rows


@pytest.mark.parametrize("freight", [None, "9.00 EUR"])
def test_products_for_many_destinations_are_each_plans_own_quote(freight: str | None) -> None:
    dice = random.Random(11)
    rows = [row_of(dice, [15_000, 13_500, 30_000], bare=True) for _ in range(40)]
    rows += [{"lines": [{"unit_price": -1, "duty_rate": "0.12"}], "freight": 0}, {"lines": [{"unit_price": 100, "duty_rate": "0"}] * 33, "freight": 0}]
    rows = [{"lines": row["lines"]} if freight else row for row in rows]
    places = ("DE", "GB", "CH", "AU", "JP", "FR", "US", "CA", "SE", "DE")
    plans = [quote_plan(ship_from="CN", ship_to=one, channel="courier", on=EARLY, prices_in="EUR", freight=freight, rates=RATES) for one in places]
    plans.append(quote_plan(ship_from="CN", ship_to="DE", channel="courier", on=EARLY, prices_in="EUR", freight="4.00 EUR", rates=RATES))
    batch = batch_of(rows)

    assert [plan.quote(batch).to_pylist() for plan in plans] == [one.to_pylist() for one in quote_products(batch, plans)]


def test_decimals_are_the_minor_units_told_otherwise() -> None:
    plan, dice = plan_of("DE"), random.Random(5)
    batch = batch_of([row_of(dice, edges(plan), bare=True) for _ in range(30)])
    minor, decimal = plan.quote(batch).to_pylist(), plan.quote(batch, money="decimal").to_pylist()
    for one, other in zip(minor, decimal, strict=True):
        assert [None if one[name] is None else Decimal(one[name]) / 100 for name in FIGURES] == [other[name] for name in FIGURES]


def test_a_plan_travels() -> None:
    plan = plan_of("GB")
    batch = batch_of([{"lines": [{"unit_price": 13_500, "duty_rate": "0.12"}], "freight": 100}])
    copied = pickle.loads(pickle.dumps(plan))

    assert plan == copied
    assert plan.quote(batch).equals(copied.quote(batch))
    assert len(pickle.dumps(plan)) < 5_000
    assert date(2026, 2, 2) == plan.on


# ------------------------------------------------------------------------------------------------------------ under other engines


ENGINES = Path(__file__).parent / "engines"


@pytest.mark.parametrize("engine", ["polars", "duckdb", pytest.param("pyspark", marks=pytest.mark.deep)])
def test_the_same_table_comes_out_of_every_engine(engine: str) -> None:
    """Each in a process of its own: not all of them leave one in peace when it ends."""
    if find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    if engine == "pyspark" and shutil.which("java") is None:
        pytest.skip("Spark runs on Java, and there is none")
    done = subprocess.run([sys.executable, ENGINES / f"with_{engine}.py"], capture_output=True, text=True, check=False, timeout=300)

    assert "the same table" in done.stdout, done.stderr[-2_000:]


@pytest.mark.deep
@pytest.mark.parametrize("name", TEN)
def test_a_million_rows_say_what_the_scalar_path_says(name: str) -> None:
    plan, dice = plan_of(name), random.Random(name)
    around, rows = edges(plan), 1_000_000 // len(TEN) + 1
    for start in range(0, rows, 5_000):
        told = [row_of(dice, around, bare=False) for _ in range(min(5_000, rows - start))]

        assert [by_scalar(plan, row) for row in told] == by_columns(plan, batch_of(told))
