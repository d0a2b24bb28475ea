"""A million landed costs of three lines in columns, beside a hand-written numpy kernel of the same plan, in one run.

Then 10,000 products for 200 destinations whose plans are prepared, and how memory moves with the rows.
"""

import resource
import sys
import tracemalloc
from collections.abc import Callable
from time import process_time

import numpy as np
import pyarrow as pa

from xborder import ExchangeRates
from xborder.adapters.frames import QuotePlan, quote_batches, quote_plan, quote_products
from xborder.atlas import standard

ROWS = int(sys.argv[1]) if sys.argv[1:] else 1_000_000
PIECE = 16_384
"""Of the hand-written kernel; it is slower with more or fewer rows at once."""


def batch(rows: int) -> pa.RecordBatch:
    dice = np.random.default_rng(20261121)
    ends = pa.array(np.arange(0, 3 * rows + 1, 3, dtype=np.int32))
    prices, pieces = dice.integers(100, 9_000, 3 * rows), dice.integers(1, 4, 3 * rows)
    rates = dice.choice(np.array([0, 35, 55, 80, 120, 250]), 3 * rows)
    wide = np.zeros(6 * rows, np.int64)
    wide[::2] = rates
    decimals = pa.Array.from_buffers(pa.decimal128(5, 3), 3 * rows, [None, pa.py_buffer(wide)])
    lists = {"unit_price": pa.array(prices), "quantity": pa.array(pieces), "duty_rate": decimals}
    columns = {name: pa.ListArray.from_arrays(ends, one) for name, one in lists.items()}
    return pa.RecordBatch.from_pydict({**columns, "freight": pa.array(dice.integers(0, 3_000, rows))})


def by_hand(parcels: pa.RecordBatch) -> list[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """DE by numpy alone: CIF, duty above 150 EUR, 19 % of everything; lines in the order of their values."""
    prices, pieces = (parcels.column(name).values.to_numpy() for name in ("unit_price", "quantity"))
    rates = np.frombuffer(parcels.column("duty_rate").values.buffers()[1], np.int64)[::2]
    freights = parcels.column("freight").to_numpy()
    done = []
    for start in range(0, len(freights), PIECE):
        part, freight = slice(3 * start, 3 * (start + PIECE)), freights[start : start + PIECE]
        count = len(freight)
        price, piece, rate = (np.ascontiguousarray(one[part].reshape(-1, 3).T) for one in (prices, pieces, rates))
        goods = price * piece
        keys = (goods << 2) | np.arange(3)[:, None]
        low, high = np.minimum(keys[0], keys[1]), np.maximum(keys[0], keys[1])
        middle, last = np.minimum(high, keys[2]), np.maximum(high, keys[2])
        keys = np.stack((np.minimum(low, middle), np.maximum(low, middle), last))
        tied = ((keys[1:] >> 2) == (keys[:-1] >> 2)).any(axis=0)
        if tied.any():  # of equal lines the one with the lower rate goes first; a rate's numerator is that of the reduced fraction
            for at in np.flatnonzero(tied):
                reduced = [1000 // np.gcd(1000, one) for one in rate[:, at]]
                order = sorted(range(3), key=lambda line: (goods[line, at], rate[line, at] * reduced[line] // 1000, reduced[line]))
                keys[:, at] = [(goods[line, at] << 2) | line for line in order]
        values = keys >> 2
        seen = np.cumsum(values, axis=0)
        whole = seen[2]
        reached = np.empty_like(seen)
        reached[:2] = (2 * freight * seen[:2] + whole) // (2 * whole)
        reached[2] = freight
        share = reached.copy()
        share[1:] -= reached[:2]
        spread = np.empty(3 * count, np.int64)
        spread[(keys & 3) * count + np.arange(count)] = share
        value = goods + spread.reshape(3, count)
        duty = (2 * value * (rate * (whole > 15_000)) + 1000) // 2000
        tax = (2 * (value + duty) * 19 + 100) // 200
        duty, tax = duty.sum(axis=0), tax.sum(axis=0)
        done.append((duty, tax, whole + freight + duty + tax))
    return done


def best(*runs: Callable[[], object], rounds: int = 9) -> list[float]:
    """The least time of the processor for each, taken in turns."""
    least = [float("inf")] * len(runs)
    for _ in range(rounds):
        for index, run in enumerate(runs):
            start = process_time()
            run()
            least[index] = min(least[index], process_time() - start)
    return least


def main() -> None:
    pa.set_cpu_count(1)
    parcels = batch(ROWS)
    plan = quote_plan(ship_from="US", ship_to="DE", channel="courier", on="2026-02-02")

    def columns() -> list[pa.RecordBatch]:
        return list(quote_batches([parcels], plan, rows=ROWS))

    ours, theirs = columns(), by_hand(parcels)
    for index, name in enumerate(("duty", "tax", "total")):
        mine = np.concatenate([one.column(name).to_numpy() for one in ours])
        print(f"{name} as by hand: {np.array_equal(mine, np.concatenate([one[index] for one in theirs]))}")
    own, hand = best(columns, lambda: by_hand(parcels))
    print(f"{'hand-written numpy':<45} {hand / ROWS * 1e9:8.1f} ns  {ROWS / hand / 1e6:5.2f} million a second")
    print(f"{'xborder, everything in the answer':<45} {own / ROWS * 1e9:8.1f} ns  {ROWS / own / 1e6:5.2f} million a second  {own / hand:5.2f} ×")

    products = pa.RecordBatch.from_pydict({
        "unit_price": pa.array(np.random.default_rng(1).integers(100, 40_000, 10_000)),
        "duty_rate": pa.array(np.random.default_rng(2).choice(["0", "0.035", "0.12"], 10_000).tolist()).dictionary_encode(),
        "freight": pa.array(np.full(10_000, 900)),
    })  # fmt: skip
    plans = _plans()
    (took,) = best(lambda: [one.num_rows for one in quote_products(products, plans)])
    places = len({plan.parcel.case.scope for plan in plans})
    label = f"10,000 products, {len(plans)} plans of {places} places"
    print(f"{label:<45} {took * 1e3:8.1f} ms  {took / len(plans) / 10_000 * 1e9:5.1f} ns each")

    for rows in (ROWS // 4, ROWS):
        part = parcels.slice(0, rows)
        tracemalloc.start()
        for one in quote_batches([part], plan):
            assert one.num_rows
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(f"{f'peak of what Python and numpy hold, {rows:,} rows':<45} {peak / 2**20:8.1f} MiB")
    print(f"{'the process at most':<45} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.1f} MiB")


def _plans() -> list[QuotePlan]:
    """Every place that has a full formula on the day, from three origins: the first 200."""
    world = standard()
    places = [one.upper() for one in world.listed("places")]
    codes = {str(dict(world.header(place))["currency"]) for place in places} - {"EUR"}
    known = {"USD": "1.08", "GBP": "0.86", "SEK": "11.2", "JPY": "162.5", "CHF": "0.93"}
    rates = ExchangeRates.from_mapping("EUR", {code: known.get(code, "3.7") for code in sorted(codes)}, on="2026-02-02", source="a bank")
    found = []
    for origin in ("US", "CN", "JP"):
        for place in places:
            plan = quote_plan(ship_from=origin, ship_to=place, channel="courier", on="2026-02-02", prices_in="EUR", rates=rates)
            if place != origin and not plan.needs:
                found.append(plan)
    return found[:200]


if __name__ == "__main__":
    main()
