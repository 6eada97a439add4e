"""The menu marks the section that a page lies in, and none where the page lies in none."""

import pytest

from anze.access.rights import rights_of
from anze.portal.nav import sections_for
from tests.cast import Cast


@pytest.mark.parametrize(("path", "here"), [
    ("/", ["首页"]), ("/attention/late/", ["首页"]), ("/me/", []), ("/me/password/", []), ("/exports/", []), ("/search/", []),
    ("/acts/LZ-1/", ["履职记录"]), ("/acts/problems/3/", ["问题整改"]), ("/officers/p1/", ["名册"]), ("/calendar/", ["提醒"]),
])
def test_a_page_is_marked_in_the_menu_only_where_it_lies(cast: Cast, path: str, here: list[str]) -> None:
    shown = sections_for(rights_of(cast.account["英德安委办"]), path)
    assert [section["label"] for section in shown if section["here"]] == here


def test_a_long_menu_stands_in_groups_and_a_short_one_does_not(cast: Cast) -> None:
    office = list(sections_for(rights_of(cast.account["英德安委办"]), "/"))
    assert [section["group"] for section in office if section["group"]] == ["事故和隐患", "年度工作", "问责和考察", "资料"]
    admin = list(sections_for(rights_of(cast.account["系统管理员"]), "/"))
    assert 0 < len(admin) <= 8
    assert not any(section["group"] for section in admin)
