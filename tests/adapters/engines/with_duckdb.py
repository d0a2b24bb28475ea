"""DuckDB: a reader of batches, quoted as they come, and a table to ask again."""

import duckdb
import pyarrow as pa

from xborder.adapters.frames import quote_batches, quote_plan

PLAN = quote_plan(ship_from="US", ship_to="DE", channel="courier", on="2026-02-02")
ROWS = [
    {"parcel": at, "lines": [{"unit_price": 900 + at * 7919 % 30_000, "duty_rate": "0.12"}] * (1 + at % 3), "freight": at % 50 and at * 31 % 4_000}
    for at in range(1_000)
]
TABLE = pa.Table.from_pylist(ROWS)

parcels = TABLE
reader = duckdb.sql("from parcels order by parcel").to_arrow_reader(256)
found = pa.Table.from_batches(quote_batches(reader, PLAN, keep=["parcel"]))
((total,),) = duckdb.sql("select sum(total) from found").fetchall()

assert found.to_pylist() == PLAN.quote(TABLE, keep=["parcel"]).to_pylist()
assert total == sum(one["total"] or 0 for one in found.to_pylist())
print("the same table", flush=True)
