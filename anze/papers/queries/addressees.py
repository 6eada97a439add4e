"""Whom a document to a place is addressed to (主送): its Party committee and its government, called as places of their kind call them."""

from typing import Final

from anze.people.models import Unit

KINDS: Final = ("自治县", "县", "区", "市", "民族乡", "乡", "镇")  # how a place's name ends → what its bodies are called after
OTHERS: Final = {"subdistrict": "党工委、办事处", "zone": "党工委、管理委员会"}


def addressees_of(unit: Unit) -> str:
    """Return 佛冈县委、县人民政府 for a county, 望埠镇党委、镇人民政府 for a town, 党工委 and their offices for subdistricts and zones;
    any other unit by its name."""
    if unit.level in OTHERS:
        return f"{unit.name}{OTHERS[unit.level]}"
    kind = next((one for one in KINDS if unit.name.endswith(one)), "")
    if not kind or unit.level not in {"city", "county", "town"}:
        return unit.name
    party = "党委" if unit.level == "town" else "委"
    return f"{unit.name}{party}、{kind}人民政府"
