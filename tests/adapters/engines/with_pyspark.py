"""Spark: the example's own program on two workers, against the same rows in this process."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "examples"))
from spark_quotes import made_up, quoted, session

from xborder.adapters.frames import quote_plan

spark = session("local[2]")
plan = quote_plan(ship_from="US", ship_to="DE", channel="courier", on="2026-02-02")
parcels = made_up(spark, 20_000)
found = quoted(parcels, plan).toArrow().sort_by("parcel")
wanted = plan.quote(parcels.toArrow().sort_by("parcel"), keep=["parcel"])

assert 20_000 == found.num_rows
assert found.to_pylist() == wanted.to_pylist()
print("the same table", flush=True)
spark.stop()
