r"""How is a table of comma-separated values read so that nothing of it is lost?

>>> list(sheet("code,rate\n0101,5%\n", ("code", "rate")))
[(2, {'code': '0101', 'rate': '5%'})]
>>> list(sheet("code,rate\n0101,5%\n0102", ("code", "rate")))
Traceback (most recent call last):
xborder.errors.FactError: row 3 ends after column 'code': the table is cut off: download it again (at /rows/3/rate)
"""

import csv
import io
from collections.abc import Iterator, Sequence

from xborder.errors import FactError

__all__ = ["sheet"]


def sheet(content: str | bytes, owed: Sequence[str], *, quoted: bool = False) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its number in the file, the header being row 1; columns that are owed and missing are refused.

    `quoted` says that each cell below the header stands in quotes: a last one that does not is cut off.
    """
    words = _text(content)
    rows = _rows(words, quoted=quoted)
    header = next(rows, (1, []))[1]
    names = [name.strip() for name in header]
    for name in owed:
        if name not in names:
            raise FactError(
                "missing_column",
                f"row 1 has no column {name!r}",
                path=f"/rows/1/{name}",
                value=name,
                hint="its columns are " + (", ".join(names)[:200] or "none"),
            )
    for number, row in rows:
        if len(row) < len(names):
            last = names[len(row) - 1] if row else names[0]
            path = f"/rows/{number}/{names[len(row)]}"
            raise FactError(
                "cut_off_row", f"row {number} ends after column {last!r}", path=path, value=",".join(row)[-80:], hint="the table is cut off: download it again"
            )
        if len(row) > len(names):
            raise FactError(
                "too_many_columns",
                f"row {number} has {len(row)} columns, the header {len(names)}",
                path=f"/rows/{number}",
                value=",".join(row)[-80:],
                hint="quote cells that hold a comma",
            )
        yield number, dict(zip(names, row, strict=True))


def _text(content: str | bytes) -> str:
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    if not isinstance(content, bytes):
        raise FactError("not_text", f"the content of a file is wanted, not {type(content).__name__}", value=type(content).__name__, hint="pass file.read()")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise FactError(
            "not_utf8", f"row {line} is not UTF-8", path=f"/rows/{line}", value=error.start, hint="decode the file yourself and pass text"
        ) from None


def _rows(content: str, *, quoted: bool) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number each has; a quote that nobody closed means that the end is missing."""
    reader = csv.reader(io.StringIO(content, newline=""), strict=True)
    number = 0
    try:
        for row in reader:
            number += 1
            if row:
                yield number, row
    except csv.Error as error:
        raise _cut(content, number + 1, str(error)) from None
    if quoted and number > 1 and not content.rstrip("\r\n").endswith('"'):
        raise _cut(content, number, "its last cell is not whole")


def _cut(content: str, number: int, why: str) -> FactError:
    last = content.rstrip("\n").rpartition("\n")[2]
    return FactError("cut_off_row", f"row {number} is cut off: {why}", path=f"/rows/{number}", value=last[-80:], hint="download the table again")
