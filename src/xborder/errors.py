"""Whose mistake was it?

`FactError` is mended in the call, `AtlasError` in the data, `Incomplete` by bringing what an answer's `needs` name.

>>> error = FactError("unknown_country", "country 'UK' is not an ISO 3166-1 code", value="UK", hint="did you mean 'GB'?")
>>> str(error.under("ship_to"))
"country 'UK' is not an ISO 3166-1 code: did you mean 'GB'? (at /ship_to)"
"""

from typing import Self

__all__ = ["AtlasError", "FactError", "Fault", "Incomplete", "XborderError"]


class XborderError(Exception):
    """The root of every error this library raises on purpose."""

    kind = "error"

    def __init__(self, code: str, message: str, *, path: str = "", value: object = None, hint: str = "") -> None:
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.path = path
        self.value = value
        self.hint = hint

    def under(self, name: str | int) -> Self:
        """The same error, seen from one level further out: `name` is put before its path, written as JSON pointers are."""
        self.path = f"/{str(name).replace('~', '~0').replace('/', '~1')}{self.path}"
        return self

    def to_dict(self) -> dict[str, str]:
        """The error in the words of the wire."""
        return {
            "kind": self.kind,
            "code": self.code,
            "path": self.path,
            "value": "" if self.value is None else str(self.value),
            "message": self.message,
            "hint": self.hint,
        }

    def __str__(self) -> str:
        hint = f": {self.hint}" if self.hint else ""
        path = f" (at {self.path})" if self.path else ""
        return f"{self.message}{hint}{path}"

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.args, self.__dict__.copy()))


def _rebuild(cls: type[XborderError], args: tuple[str, str], state: dict[str, object]) -> XborderError:
    error = cls.__new__(cls)
    Exception.__init__(error, *args)
    error.__dict__.update(state)
    return error


class FactError(XborderError, ValueError):
    """The caller's facts cannot be read: mend the call."""

    kind = "fact"


class Incomplete(XborderError):
    """A figure was asked for that the facts given cannot decide: bring what the answer's `needs` name."""

    kind = "incomplete"


class Fault:
    """One thing wrong with a page: where it stands and what would mend it."""

    __slots__ = ("entry", "file", "line", "message")

    def __init__(self, *, file: str, line: int, entry: str, message: str) -> None:
        self.file = file
        self.line = line
        self.entry = entry
        self.message = message

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.entry}: {self.message}"

    def __repr__(self) -> str:
        return f"Fault({str(self)!r})"


class AtlasError(XborderError):
    """The atlas's data cannot be read: mend the page. `faults` names every fault found, not just the first."""

    kind = "atlas"

    def __init__(self, code: str, message: str, *, faults: tuple[Fault, ...] = (), path: str = "", value: object = None, hint: str = "") -> None:
        super().__init__(code, message, path=path, value=value, hint=hint)
        self.faults = faults

    def __str__(self) -> str:
        listed = "".join(f"\n  {fault}" for fault in self.faults)
        return super().__str__() + listed

    def to_dict(self) -> dict[str, str]:
        """The error in the words of the wire; its message names every fault."""
        listed = "; ".join(map(str, self.faults))
        return {**super().to_dict(), "message": f"{self.message}: {listed}" if listed else self.message}
