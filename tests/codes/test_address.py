"""Where somebody is, and by which name the atlas knows the place."""

import pytest

from xborder.codes.address import Address
from xborder.errors import FactError


@pytest.mark.parametrize(
    ("written", "scope"),
    [
        ("DE", "DE"),
        ("ES-CN", "ES-CN"),
        ("ES-TF", "ES-CN"),
        ("DE:buesingen", "DE:buesingen"),
        ("FR-974", "RE"),
        ("FI-01", "AX"),
        ("US-PR", "PR"),
        ({"country": "CA", "region": "CA-ON"}, "CA-ON"),
        ({"country": "CN", "region": "HK"}, "HK"),
    ],
)
def test_a_place_has_one_name(written: object, scope: str) -> None:
    assert scope == Address.read(written).scope


def test_a_bare_country_is_read_once() -> None:
    assert Address.read("NZ") is Address.read("NZ")
    assert Address.read("NZ") == Address.read({"country": "NZ"})
    with pytest.raises(FactError, match="did you mean 'GB'"):
        Address.read("UK")
