"""A person is found by what people say of a post (书记、镇长、副局长), not only by the register's kinds of posts (第三十一条)."""

import pytest

from anze.people.models import Tenure, Unit
from anze.people.spoken import spoken


@pytest.mark.parametrize(("unit", "level", "post", "said", "never"), [
    ("望埠镇", "town", "party_head", {"书记", "镇委书记", "望埠镇书记", "望埠镇委书记"}, {"镇长", "副书记"}),
    ("望埠镇", "town", "gov_head", {"镇长", "望埠镇长", "望埠镇镇长"}, {"书记", "副镇长"}),
    ("望埠镇", "town", "safety_deputy", {"副镇长", "望埠镇副镇长"}, {"镇长"}),
    ("英德市", "county", "party_head", {"市委书记", "英德市委书记"}, {"区委书记", "市长"}),
    ("清新区", "county", "gov_head", {"区长", "清新区区长"}, {"主任"}),
    ("英德市应急管理局", "department", "dept_head", {"局长"}, {"副局长", "主任"}),
    ("某街道", "subdistrict", "gov_head", {"主任"}, {"镇长"}),
])
def test_each_post_by_what_one_says_of_it(unit: str, level: str, post: str, said: set[str], never: set[str]) -> None:
    words = spoken(Tenure(unit=Unit(name=unit, level=level), post=post))
    assert said <= words and not never & words
