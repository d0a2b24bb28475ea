"""What will these million parcels cost at their doors? The same answers for columns: Arrow batches in, Arrow batches out.

>>> import pyarrow as pa
>>> plan = quote_plan(ship_from="US", ship_to="DE", channel="courier", on="2026-02-02")
>>> batch = pa.RecordBatch.from_pydict({"unit_price": [[20000, 4000], [1500]], "duty_rate": [["0.12", "0"], ["0.12"]], "freight": [1000, 500]})
>>> plan.quote(batch).select(["duty", "tax", "total", "currency", "status"]).to_pylist()[0]
{'duty': 2500, 'tax': 5225, 'total': 32725, 'currency': 'EUR', 'status': 'complete'}

Wants the extra `xborder[frames]`.
"""

from xborder.adapters.frames.plan import QuotePlan, quote_plan
from xborder.adapters.frames.streams import quote_batches, quote_products

__all__ = ["QuotePlan", "quote_batches", "quote_plan", "quote_products"]
