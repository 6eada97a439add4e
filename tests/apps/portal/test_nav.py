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
