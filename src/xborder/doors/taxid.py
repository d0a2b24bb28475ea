"""Is this tax number written as its country writes them? The only door to `python-stdnum`, which the extra `taxid` installs.

Nothing but shapes and check digits is asked of it: never its calls to the registers, and never a check that looks at the clock.
"""

from typing import Any, Literal, NamedTuple

__all__ = ["Fault", "Reading", "read_number", "read_uen", "version"]

Fault = Literal["length", "format", "check_digit", "component"]

_ENTITY = slice(3, 5)


class Reading(NamedTuple):
    """What python-stdnum says of a number: its compact form, or what is wrong with it."""

    normalised: str | None
    fault: Fault | None
    module: str


def version() -> str | None:
    """The version of the `python-stdnum` package that is read; None where it is not installed.

    >>> version() is None or version() >= "2"
    True
    """
    try:
        import stdnum
    except ImportError:
        return None
    return str(stdnum.__version__)


def read_number(area: str, name: str, number: str, /) -> Reading | None:
    """A number as the module `stdnum.AREA.NAME` reads it; None where there is no such module, or no python-stdnum at all."""
    try:
        from stdnum.util import get_cc_module
    except ImportError:
        return None
    from stdnum import exceptions

    module: Any = get_cc_module(area.lower(), name)
    if module is None or module.__name__ == "stdnum.sg.uen":  # it asks the clock: `read_uen` does not
        return None
    named = str(module.__name__)
    try:
        return Reading(module.validate(number), None, named)
    except exceptions.InvalidLength:
        return Reading(None, "length", named)
    except exceptions.InvalidFormat:
        return Reading(None, "format", named)
    except exceptions.InvalidChecksum:
        return Reading(None, "check_digit", named)
    except (exceptions.ValidationError, ValueError, IndexError, KeyError):
        return Reading(None, "component", named)


def read_uen(number: str, /) -> Reading | None:
    """A Singapore entity number by its shape and check letter; the year in it is not held against today's."""
    try:
        from stdnum.sg import uen
    except ImportError:
        return None
    module, compact = "stdnum.sg.uen", uen.compact(number)
    if not (compact.isascii() and compact.isalnum()):
        return Reading(None, "format", module)
    if len(compact) not in (9, 10):
        return Reading(None, "length", module)
    body, letter = compact[:-1], compact[-1]
    if len(compact) == 9 and body.isdigit():
        right = uen.calc_business_check_digit(body)
    elif body.isdigit():
        right = uen.calc_local_company_check_digit(body)
    elif len(compact) == 10 and compact[0] in "RST" and compact[1:3].isdigit() and body[5:].isdigit():
        if compact[_ENTITY] not in uen.OTHER_UEN_ENTITY_TYPES:
            return Reading(None, "component", module)
        right = uen.calc_other_check_digit(body)
    else:
        return Reading(None, "format", module)
    return Reading(compact, None, module) if letter == right else Reading(None, "check_digit", module)
