"""What a question may not look at, seen without a profiler."""

import io
import os
import random
import socket
import time
from datetime import UTC, date, datetime
from decimal import Context, Decimal
from pathlib import Path

import pytest

from xborder.testing import LawBroken, check_purity
from xborder.testing.laws.purity import _forbidden


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        (time.time, "time.time"),
        (time.localtime, "time.localtime"),
        (datetime.now, "datetime.now"),
        (date.today, "date.today"),
        (datetime.utcfromtimestamp, None),
        (random.random, "random.random"),
        (random.Random(7).random, None),
        (os.urandom, "os.urandom"),
        (os.getcwd, "os.getcwd"),
        (os.stat, None),
        (io.open, "a file"),
        (socket.socket(socket.AF_INET).close, "socket.close"),
        (len, None),
        ([].append, None),
    ],
    ids=lambda one: getattr(one, "__qualname__", str(one)),
)
def test_what_is_forbidden(called, expected):
    assert expected == _forbidden(called)


@pytest.mark.parametrize(
    ("ask", "touched"),
    [
        (lambda: datetime.now(UTC), "datetime.now"),
        (lambda: os.environ.get("HOME"), "the environment"),
        (lambda: random.choice("ab"), "random."),
        (lambda: Path(os.devnull).read_bytes(), "a file"),
    ],
    ids=["clock", "environment", "dice", "file"],
)
def test_who_looks_is_told_at_what(ask, touched):
    with pytest.raises(LawBroken, match=touched):
        check_purity(ask)


def test_dice_of_ones_own_are_pure():
    check_purity(lambda: random.Random(7).random())


def test_the_decimal_context_may_be_left_out():
    check_purity(lambda: Decimal(1) / 3, contexts=())
    with pytest.raises(LawBroken, match="with 2 digits"):
        check_purity(lambda: Decimal(1) / 3, contexts=[Context(prec=2)])


def test_an_error_has_to_come_again():
    served = []

    def ask():
        served.append(None)
        raise ValueError(len(served))

    with pytest.raises(LawBroken, match="asked again"):
        check_purity(ask)
