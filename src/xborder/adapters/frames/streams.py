"""Batch after batch, in memory that does not grow with them; and one list of products for many destinations."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Literal

from xborder.adapters.frames.block import Blocks, blocks_of
from xborder.adapters.frames.columns import Columns, read_columns
from xborder.adapters.frames.plan import PIECE, QuotePlan, joined, one_batch

__all__ = ["quote_batches", "quote_products"]

_REMEMBERED = 1 << 18
"""Of so many products it is kept what they come to in each currency; of more it would fill the memory."""


def quote_batches(
    batches: Iterable[Any],
    plan: QuotePlan,
    /,
    *,
    keep: Iterable[str] = (),
    lines: bool = False,
    money: Literal["minor", "decimal"] = "minor",
    rows: int | None = None,
    progress: Callable[[int, int | None], object] | None = None,
    threads: int = 1,
) -> Iterator[Any]:
    """The answers to batches, a RecordBatchReader or a Table, piece by piece and in order.

    `progress` is called after each piece with the rows done and the rows in all: those of a table, what `rows` says, or None.
    """
    kept = tuple(keep)
    told = getattr(batches, "num_rows", None) if rows is None else rows
    parts = batches.to_batches() if told is not None and hasattr(batches, "to_batches") else batches
    done = 0
    for answer in _in_turn(lambda piece: plan.quote(piece, keep=kept, lines=lines, money=money), _pieces(parts), threads):
        done += answer.num_rows
        if progress is not None:
            progress(done, told)
        yield answer


def _pieces(batches: Iterable[Any]) -> Iterator[Any]:
    for batch in batches:
        whole = one_batch(batch)
        for start in range(0, max(whole.num_rows, 1), PIECE):
            yield whole.slice(start, PIECE)


def _in_turn(quote: Callable[[Any], Any], pieces: Iterator[Any], threads: int) -> Iterator[Any]:
    """Every piece quoted, in order; no thread is more than one piece ahead of its turn."""
    if threads <= 1:
        yield from map(quote, pieces)
        return
    with ThreadPoolExecutor(threads) as pool:
        under_way: deque[Future[Any]] = deque()
        for piece in pieces:
            under_way.append(pool.submit(quote, piece))
            if len(under_way) > threads:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def quote_products(products: Any, plans: Iterable[QuotePlan], /, *, keep: Iterable[str] = (), money: Literal["minor", "decimal"] = "minor") -> Iterator[Any]:
    """One batch of products for many destinations: the answers of each plan in turn. The products are read once."""
    kept = tuple(keep)
    whole = one_batch(products)
    read: dict[int, list[tuple[Columns, Blocks]]] = {}
    few = whole.num_rows <= _REMEMBERED
    try:
        for plan in plans:
            digits = plan.prices_in.exponent
            if digits not in read:
                parts = [read_columns(whole.slice(start, PIECE), digits, kept) for start in range(0, max(whole.num_rows, 1), PIECE)]
                read[digits] = [(columns, blocks_of(columns)) for columns in parts]
            yield joined([plan.answers(columns, blocks, lines=False, forget=not few).batch(kept, money) for columns, blocks in read[digits]])
    finally:
        for parts_read in read.values():
            for _, (blocks, _) in parts_read:
                for block in blocks:
                    block.memo.clear()
