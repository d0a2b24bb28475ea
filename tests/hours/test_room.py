"""What the room shows of itself."""

import subprocess
import sys

import pytest

from xborder import hours


def test_every_name_is_there():
    assert sorted(hours.__all__) == hours.__all__ == dir(hours)
    for name in hours.__all__:
        assert getattr(hours, name) is not None


def test_an_unknown_name_is_refused():
    with pytest.raises(AttributeError, match="has no attribute 'opening'"):
        _ = hours.opening


def test_whether_a_shop_is_open_needs_nothing_of_contact_windows():
    script = (
        "import sys; from xborder.hours import availability; print([one for one in ('xborder.hours.contact', 'xborder.doors.phone') if one in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert "[]" == shown.stdout.strip()
