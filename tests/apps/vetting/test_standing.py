"""How a ban stands is said in the words that every page shares: no rule, no period; over, how it ended; decided, its day (第二十七条、政务处分法第二十六条)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from anze.duties.sources import Settled
from anze.law import facts as law
from anze.vetting.models import Enquiry
from anze.vetting.queries.again import answered_again
from anze.vetting.queries.wording import paragraphs
from anze.vetting.snapshots import canonical, digest_of
from tests.apps.vetting.telling import NOW, TODAY, asked
from tests.cast import Cast

pytestmark = pytest.mark.django_db
FELL = law.Accident(id="sg-1", unit="wb", date=date(2026, 5, 1), deaths=3, loss=Decimal(0))
ON = date(2026, 6, 1)
ENDED = "期满，自动解除（中华人民共和国公职人员政务处分法第二十六条）"


def received(kind: str) -> law.Measure:
    return law.Measure(officer="p4", kind=kind, date=ON, accident="sg-1")


def decided(kind: str, **more: Any) -> tuple[Settled, ...]:
    return (Settled(officer="p4", kind=kind, on=ON, accident="sg-1", **more),)


def answer(cast: Cast, as_of: date = TODAY) -> tuple[Enquiry, str, str]:
    """Return an enquiry about him, the sentences of its statement, and its page."""
    made = asked(cast, "丁某", as_of=as_of, known_at=as_of, now=NOW.replace(year=2028))
    return made, "".join(paragraphs(made.said["subjects"][0])), cast.client("组织部").get(f"/vetting/{made.uid}/o-p4/").content.decode()


def test_what_has_no_period_by_any_rule_is_not_said_to_be_within_one(cast: Cast, brought: Any) -> None:
    brought(accidents=(FELL,), measures=(received("通报"),))
    for day in (TODAY, date(2027, 12, 1)):
        made, told, page = answer(cast, day)
        assert made.said["subjects"][0]["bans"][0]["state"] == "open" and "不得晋升的期限待组织部门认定" in told
        assert "限制期内" not in page and "lamp-overdue" not in page and "lamp-waiting" in page


def test_once_it_was_decided_the_day_is_said_and_it_is_listed_no_more(cast: Cast, brought: Any) -> None:
    brought(accidents=(FELL,), measures=(received("通报"),), decided=decided("通报", lifted=date(2026, 8, 1)))
    assert "期限待组织部门认定" in answer(cast)[1]
    made, told, page = answer(cast, date(2026, 8, 1))
    assert "2026年8月1日起解除" in told and "待组织部门" not in told and "lamp-closed" in page and made.said["subjects"][0]["measures"] == []


def test_what_ended_by_itself_says_so_with_its_article(cast: Cast, brought: Any) -> None:
    brought(accidents=(FELL,), measures=(received("政务记过"),))
    running, over = answer(cast, date(2027, 6, 1)), answer(cast, date(2027, 6, 2))
    assert ENDED not in running[1] and "限制期内" in running[2]
    assert f"至2027年6月1日不得晋升职务、级别或者重用任职，{ENDED}" in over[1] and "限制期内" not in over[2]
    assert over[0].said["subjects"][0]["measures"] == []


def test_what_was_stopped_from_ending_is_listed_on_with_why(cast: Cast, brought: Any) -> None:
    brought(accidents=(FELL,), measures=(received("政务记过"),), decided=decided("政务记过", stopped=date(2027, 1, 1)))
    made, told, page = answer(cast, date(2027, 6, 2))
    assert ENDED not in told and told.count("期满，不自动解除") == 2 and "2027年1月1日" in told and "lamp-waiting" in page
    assert [one["measure"] for one in made.said["subjects"][0]["measures"]] == ["政务记过"]


def test_an_answer_from_before_it_was_said_is_compared_as_it_was_and_shows_no_period_either(cast: Cast, brought: Any) -> None:
    brought(accidents=(FELL,), measures=(received("通报"),))
    made = asked(cast, "丁某")
    [one] = made.said["subjects"]
    bans = [{key: ban[key] for key in ban.keys() - {"state", "said", "cite", "note"}} for ban in one["bans"]]
    old = made.said | {"format": 6, "subjects": [one | {"bans": bans}]}
    Enquiry.objects.filter(pk=made.pk).update(snapshot=canonical(old), digest=digest_of(canonical(old)))
    made = Enquiry.objects.get(pk=made.pk)
    page = cast.client("组织部").get(f"/vetting/{made.uid}/o-p4/").content.decode()
    assert answered_again(made, TODAY).same and "限制期内" not in page and "期限待组织部门认定" in page
    assert "不得晋升的期限由组织部门认定" in "".join(paragraphs(made.said["subjects"][0]))
