"""Landed costs on Spark: python examples/spark_quotes.py [parcels.parquet]

Without a file, some parcels are made up. Wants the extra `xborder[spark]` and Java.
"""

import os
import sys
from collections.abc import Iterable, Iterator

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession

from xborder.adapters.frames import QuotePlan, quote_batches, quote_plan

FIGURES = "goods bigint, freight bigint, insurance bigint, duty bigint, tax bigint, fee bigint, total bigint"
SCHEMA = f"parcel bigint, {FIGURES}, currency string, status string, needs array<string>, error string"
PARCELS = "parcel bigint, lines array<struct<unit_price: bigint, quantity: int, duty_rate: decimal(6,4), hs: string>>, freight bigint"


def session(master: str = "local[2]") -> SparkSession:
    """A session whose workers run this very Python."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "16384",
    }
    builder = SparkSession.builder.master(master).appName("landed costs")
    for name, value in settings.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


def quoted(parcels: DataFrame, plan: QuotePlan) -> DataFrame:
    """The landed cost of each parcel, wherever its rows are."""

    def quote(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return quote_batches(batches, plan, keep=["parcel"])

    return parcels.mapInArrow(quote, SCHEMA)


def made_up(spark: SparkSession, rows: int) -> DataFrame:
    """Parcels of one to three lines."""
    line = "named_struct('unit_price', 900 + (id * 7919 + {0} * 104729) % 30000, 'quantity', int(1 + (id + {0}) % 3), 'duty_rate', {1}, 'hs', '{2}')"
    kinds = enumerate((("0.12", "610910"), ("0.035", "691200"), ("0", "490199")))
    lines = ", ".join(line.format(place, f"cast({rate} as decimal(6,4))", hs) for place, (rate, hs) in kinds)
    whole = f"slice(array({lines}), 1, int(1 + id % 3))"
    return spark.range(rows).selectExpr("id as parcel", f"{whole} as lines", "if(id % 50 = 0, null, id * 31 % 4000) as freight")


if __name__ == "__main__":
    spark = session()
    plan = quote_plan(ship_from="US", ship_to="DE", channel="courier", on="2026-02-02")
    parcels = spark.read.schema(PARCELS).parquet(sys.argv[1]) if sys.argv[1:] else made_up(spark, 100_000)
    quoted(parcels, plan).groupBy("status", "currency").sum("goods", "duty", "tax", "total").show()
    spark.stop()
