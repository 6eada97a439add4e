"""One person is one entry, whatever posts he holds at once: all of them are listed, and stand on pages and papers (第三十一条)."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from anze.accountability.models import Concerned
from anze.accountability.queries.papers import decision_paper, opening_paper
from anze.accountability.queries.wording import decision_text
from anze.documents.official import Table
from anze.people.models import Tenure
from anze.register.actions import begin_tenure
from tests.apps.accidents.telling import at
from tests.apps.accountability.telling_cases import concerned, drafted, grounded, opened, proven
from tests.apps.accountability.test_case_pages import WHEN, post
from tests.cast import Cast

pytestmark = pytest.mark.django_db
BOTH = "英德市党委常委会其他成员、英德市政府常务副职（分管安全生产）"


def form_of(cast: Cast, case: str) -> str:
    with time_machine.travel(WHEN, tick=False):
        return cast.client("纪委").get(reverse("accountability:case_take", args=[case, "list"])).content.decode()


@pytest.mark.parametrize("typed", ["丙某", f"丙某，{BOTH}（p3）", "p3", "丙某 英德"])
def test_somebody_on_two_posts_is_one_entry_and_nobody_asks_which(cast: Cast, typed: str) -> None:
    case = opened(cast)
    assert form_of(cast, case.uid).count("丙某，") == 1 and f"丙某，{BOTH}（p3）" in form_of(cast, case.uid)
    assert post(cast, "纪委", "case_take", [case.uid, "list"], person=typed, managed_by="city", share="main").status_code == 302
    one = Concerned.objects.get()
    assert one.posts == BOTH and one.officer == cast.officer["丙某"]


def test_who_is_named_by_one_post_is_listed_by_it_and_has_the_other_too(cast: Cast) -> None:
    case = opened(cast)
    assert post(cast, "纪委", "case_take", [case.uid, "list"], person="英德 常务副市长", managed_by="city", share="main").status_code == 302
    one = Concerned.objects.get()
    assert one.tenure.post == "gov_executive_deputy" and one.posts == "英德市政府常务副职（分管安全生产）、英德市党委常委会其他成员"


def test_where_several_people_fit_each_is_there_once_with_all_posts(cast: Cast) -> None:
    case = opened(cast)
    answer = post(cast, "纪委", "case_take", [case.uid, "list"], person="英德市", managed_by="city", share="main")
    text, people = answer.content.decode(), {"甲某", "乙某", "丙某", "庚某", "辛某"}
    assert f"符合的有 {len(people)} 位" in text and text.count('type="radio"') >= len(people)
    chosen = Tenure.objects.get(officer=cast.officer["丙某"], post="party_standing")
    assert f'value="{chosen.pk}"' in text
    assert post(cast, "纪委", "case_take", [case.uid, "list"], person="英德市", tenure=str(chosen.pk), managed_by="city", share="main").status_code == 302
    assert Concerned.objects.get().posts == BOTH


def test_pages_and_papers_say_all_posts_of_the_day_and_none_of_another(cast: Cast) -> None:
    begin_tenure(None, at("2026-03-20", 9), officer=cast.officer["丙某"], unit=cast.unit["清远"], post="gov_deputy", start=date(2026, 3, 20))
    one = concerned(cast, "丙某")
    proven(cast, one.case, "没有落实", about=[one])
    grounded(cast, one)
    with time_machine.travel(WHEN, tick=False):
        client = cast.client("纪委")
        pages = [client.get(reverse("accountability:person", args=[one.uid])), client.get(reverse("accountability:case", args=[one.case.uid])),
                 client.get(reverse("accountability:person_take", args=[one.uid, "notify"]))]
    assert one.posts == "英德市政府常务副职（分管安全生产）、英德市党委常委会其他成员"
    for page in pages:
        assert one.posts in page.content.decode()
    *_, people = (block.rows for block in opening_paper(one.case, WHEN).body if isinstance(block, Table))
    assert tuple(people) == (("丙某", one.posts),)


def test_a_decision_says_all_posts_and_keeps_them_as_they_were_drafted(cast: Cast) -> None:
    begin_tenure(None, at("2026-03-01", 9), officer=cast.officer["甲某"], unit=cast.unit["清远"], post="party_standing", start=date(2026, 1, 5))
    one = drafted(cast)
    decision = one.decisions.get()
    said = "甲某，2026年3月10日时任英德市党委主要负责人、清远市党委常委会其他成员。"
    assert decision_text(decision).startswith(said)
    assert any(said[:-1] in getattr(block, "text", "") for block in decision_paper(decision).body)
    Tenure.objects.filter(officer=cast.officer["甲某"], unit=cast.unit["清远"]).update(struck_at=at("2026-04-16", 9))
    assert decision_text(decision).startswith(said)
