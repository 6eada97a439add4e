"""Whom a document is addressed to: a place's Party committee and government, called as places of their kind call them."""

import pytest

from anze.papers.queries.addressees import addressees_of
from anze.people.models import Unit


@pytest.mark.parametrize(("name", "level", "to"), [
    ("佛冈县", "county", "佛冈县委、县人民政府"), ("清城区", "county", "清城区委、区人民政府"), ("英德市", "county", "英德市委、市人民政府"),
    ("连山壮族瑶族自治县", "county", "连山壮族瑶族自治县委、自治县人民政府"), ("清远市", "city", "清远市委、市人民政府"),
    ("望埠镇", "town", "望埠镇党委、镇人民政府"), ("瑶安瑶族乡", "town", "瑶安瑶族乡党委、乡人民政府"), ("凤城街道", "subdistrict", "凤城街道党工委、办事处"),
    ("清远市高新技术产业开发区", "zone", "清远市高新技术产业开发区党工委、管理委员会"), ("英德市应急管理局", "department", "英德市应急管理局")])
def test_each_kind_of_place_is_addressed_in_its_own_form(name: str, level: str, to: str) -> None:
    assert addressees_of(Unit(name=name, level=level)) == to
