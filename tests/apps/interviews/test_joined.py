"""What is joined to an interview before its notice stands in its grounds, its reason, its notice and its history; and how documents say facts."""

from datetime import timedelta

import pytest

from anze.acts.pack import pack_in_force
from anze.interviews.actions import opening
from anze.interviews.models import Answer, Interview
from anze.interviews.queries.papers import basis, notice_fields
from anze.interviews.queries.saying import reason_of, said_of
from anze.interviews.queries.wording import formal, named_in_full, to_place
from anze.record.models import Entry
from tests.apps.accidents.telling import at, fall
from tests.apps.interviews.telling import NOW, OFFICE, proposed, trigger_of, two_falls
from tests.apps.interviews.test_pages import page
from tests.cast import Cast

FALLS = ("2026年6月1日、6月8日，英德市先后发生2起较大生产安全事故（望埠镇“6·1”高处坠落事故、望埠镇“6·8”高处坠落事故），"
         "达到《办法》第二十一条第二款第（二）项规定的情形。")
VETO = "英德市2026年度被“一票否决”（第二十七条第三款），属于《办法》第二十一条第二款第（五）项规定的情形。"


@pytest.fixture
def joined(cast: Cast) -> Interview:
    two_falls(cast)
    found = proposed(cast)
    opening.join(cast.account[OFFICE], NOW + timedelta(hours=1), *trigger_of(cast, rule="21.2.5"), found, reason="一并约谈")
    return Interview.objects.get(pk=found.pk)


def test_a_joined_trigger_stands_among_the_grounds_and_in_the_notice(cast: Cast, joined: Interview) -> None:
    assert joined.rules == ("21.2.2", "21.2.5")
    assert joined.reason == f"三十日内发生两起较大事故。{VETO}"
    fields = notice_fields(joined)
    title = pack_in_force().title
    assert fields["依据"] == "《办法》第二十一条第二款第（二）项、第（五）项"
    assert fields["事由"] == (f"三十日内发生两起较大事故。你市2026年度被“一票否决”（第二十七条第三款），属于《{title}》（以下简称《办法》）"
                            "第二十一条第二款第（五）项规定的情形。")


def test_a_joined_trigger_is_told_in_the_course_and_in_the_ledger(cast: Cast, joined: Interview) -> None:
    entry = Entry.objects.filter(object_type="interview", object_id=joined.uid).latest("seq")
    assert (entry.verb, entry.provision) == ("并入约谈", "21.2.5")
    text = page(cast, OFFICE, f"/interviews/{joined.uid}/")[1]
    course = text.partition('<ol class="story">')[2].partition("</ol>")[0]
    assert "并入约谈" in course and "第二十一条第二款（五）" in course and "一并约谈" in course
    assert "并入约谈" in text.partition("<h2>历史</h2>")[2]
    assert text.partition("<dt>依据</dt>")[2].partition("</dd>")[0].count("<a ") == 2
    for rule in ("21.2.2", "21.2.5"):
        assert joined.uid in page(cast, OFFICE, f"/interviews/?view=open&rule={rule}")[1]


def test_the_facts_are_said_as_an_official_says_them(cast: Cast) -> None:
    two_falls(cast)
    opening.decline(cast.account[OFFICE], NOW, *trigger_of(cast), reason="省里已经约谈")
    assert reason_of(Answer.objects.get().said) == FALLS
    assert to_place(FALLS, "英德市").startswith("2026年6月1日、6月8日，你市先后发生2起较大生产安全事故（望埠镇“6·1”")
    assert to_place("中共英德市委发生变动，英德市应急局失职。", "英德市") == "中共英德市委发生变动，英德市应急局失职。"


@pytest.mark.parametrize(("labels", "words"), [
    (["第二十一条第二款（二）"], "第二十一条第二款第（二）项"), (["第二十一条第一款"], "第二十一条第一款"),
    (["第二十一条第二款（二）", "第二十一条第二款（五）", "第二十七条第三款"], "第二十一条第二款第（二）项、第（五）项、第二十七条第三款")])
def test_provisions_are_cited_in_full_once(labels: list[str], words: str) -> None:
    assert formal(labels) == words


def test_a_reason_that_names_no_regulation_is_followed_by_it_in_full() -> None:
    title = pack_in_force().title
    assert named_in_full("监管不到位。", title) == ("监管不到位。", f"《{title}》")
    assert basis(()).startswith(f"《{title}》第二十一条")


def test_one_grave_accident_is_said_without_a_row(cast: Cast) -> None:
    fall(cast, "2026-06-01", deaths=10)
    trigger, known = trigger_of(cast, now=at("2026-06-15", 10), rule="21.2.1")
    assert reason_of(said_of(trigger, known)) == (
        "2026年6月1日，英德市发生1起重大生产安全事故（望埠镇“6·1”高处坠落事故），达到《办法》第二十一条第二款第（一）项规定的情形。")
