"""The search box finds a county's bureau as people call it: without the county's name, in characters, pinyin or first letters."""

import pytest

from tests.cast import Cast


def units_found(cast: Cast, words: str, name: str = "英德安委办") -> list[str]:
    """Return the units that the search finds, best first."""
    groups = cast.client(name).get("/search/", {"q": words}).context["groups"]
    return [hit.title for group, hits in groups if group.title == "单位" for hit, _ in hits]


@pytest.mark.parametrize("words", ["jyj", "JYJ", "j y j", "jiaoyuju", "jiaoyu", "教育局", "ydsjyj", "英德市教育局"])
def test_a_countys_bureau_is_found_by_its_own_name(cast: Cast, words: str) -> None:
    assert units_found(cast, words) == ["英德市教育局"]


def test_a_bureau_stays_out_of_reach_of_another_county(cast: Cast) -> None:
    assert units_found(cast, "jyj", "清新安委办") == []


def test_what_fits_by_its_whole_name_comes_first(cast: Cast) -> None:
    assert units_found(cast, "y")[0] == "英德市"
    assert units_found(cast, "yjglj") == ["英德市应急管理局"]
