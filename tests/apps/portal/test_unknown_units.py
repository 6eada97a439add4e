"""A list asked for a unit that there is not says so, and shows what it would show without it: nobody takes one for the other."""

import pytest

from tests.cast import Cast

LISTS = ("/enterprises/", "/enterprises/grid/", "/enterprises/delegations/", "/supervision/", "/tours/", "/acts/", "/acts/problems/", "/letters/register/",
         "/letters/")
SAID = "网址里的“没有的”不是可选的条件，没有采用"


@pytest.mark.parametrize("address", LISTS)
def test_an_unknown_unit_is_said_and_passed_over(cast: Cast, address: str) -> None:
    client = cast.client("市安委办")
    assert SAID in client.get(f"{address}?unit=没有的", follow=True).content.decode()
    assert "没有采用" not in client.get(address, follow=True).content.decode()
