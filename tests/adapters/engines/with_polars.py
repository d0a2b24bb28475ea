"""Polars: a frame to Arrow, quoted, and back."""

import polars as pl
import pyarrow as pa

from xborder.adapters.frames import quote_plan

PLAN = quote_plan(ship_from="US", ship_to="DE", channel="courier", on="2026-02-02")
ROWS = [
    {"parcel": at, "lines": [{"unit_price": 900 + at * 7919 % 30_000, "duty_rate": "0.12"}] * (1 + at % 3), "freight": at % 50 and at * 31 % 4_000}
    for at in range(1_000)
]
TABLE = pa.Table.from_pylist(ROWS)

found = pl.from_arrow(PLAN.quote(pl.from_arrow(TABLE).to_arrow(), keep=["parcel"]))
lazily = pl.from_arrow(TABLE).lazy().map_batches(lambda part: pl.from_arrow(PLAN.quote(part.to_arrow(), keep=["parcel"])), schema=found.schema).collect()
wanted = PLAN.quote(TABLE, keep=["parcel"]).to_pylist()

assert found.to_dicts() == wanted
assert lazily.to_dicts() == wanted
print("the same table", flush=True)
