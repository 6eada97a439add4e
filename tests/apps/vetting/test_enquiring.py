"""Each look-up stays on record with its purpose: in the ledger without names, with the department whole; the person sees who asked, and when."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.law.question import Question
from anze.people.models import Officer
from anze.record.models import Entry
from anze.vetting.actions.enquiring import enquire
from anze.vetting.models import Enquiry
from anze.vetting.queries.again import answered_again
from anze.vetting.queries.wording import paragraphs
from anze.vetting.snapshots import canonical, digest_of, holds
from tests.apps.accidents.telling import at
from tests.apps.vetting.telling import NOW, TODAY, asked, inspected
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def refused(cast: Cast, subjects: Any, **more: Any) -> list[str]:
    plain: dict[str, Any] = {"purpose": "appoint", "reference": "英组〔2026〕5号", "asked": Question(TODAY, TODAY)}
    with pytest.raises(ValidationError) as found:
        enquire(cast.account["组织部"], NOW, cast.unit["英德"], subjects, **(plain | more))
    return list(found.value.messages)


def test_the_ledger_hears_who_asked_for_what_and_the_digest_but_no_names(cast: Cast) -> None:
    made = asked(cast, "甲某", "丁某")
    entry = Entry.objects.latest("seq")
    text = entry.sealed.text
    assert (entry.actor, entry.verb, entry.object_type, entry.object_id, entry.unit, entry.provision) == (
        "组织部", "考察查询", "vetting", str(made.uid), "yd", "23.p1")
    assert json.loads(text)["after"] == {"purpose": "拟任（提拔、进一步使用、转任重要职务）", "persons": 2, "as_of": "2026-06-15", "digest": made.digest}
    assert not any(word in text for word in ("甲某", "丁某", "p1", "p4", made.reference))


def test_the_answer_is_kept_as_it_was_given(cast: Cast) -> None:
    made = asked(cast)
    kept = Enquiry.objects.get(pk=made.pk)
    assert holds(kept.snapshot, kept.digest)
    assert [(one.position, one.officer.name if one.officer else "") for one in kept.subjects.order_by("position")] == [(1, "甲某"), (2, "丁某")]
    assert not holds(kept.snapshot.replace('"met":0', '"met":9', 1), kept.digest)


def test_without_purpose_reference_or_names_nobody_asks_and_all_is_said_at_once(cast: Cast) -> None:
    before = Entry.objects.count()
    assert refused(cast, [], purpose="", reference="  ") == [
        "请选择用途：查询要写明为什么查。", "请写明文号或者说明，例如考察方案、评选通知的文号。", "名单是空的。请粘贴名单，一行一个人。"]
    assert (Entry.objects.count(), Enquiry.objects.count()) == (before, 0)


def test_two_hundred_are_answered_and_one_more_is_refused(cast: Cast) -> None:
    many = Officer.objects.bulk_create(Officer(code=f"m{number}", name=f"众{number}") for number in range(201))
    assert refused(cast, many) == ["一次最多查 200 个，现在有 201 个。请分几次查。"]
    made = enquire(cast.account["组织部"], NOW, cast.unit["英德"], many[:200], purpose="appoint", reference="某号", asked=Question(TODAY, TODAY))
    assert len(made.said["subjects"]) == 200


@pytest.mark.parametrize(("purpose", "fits"), [("award", True), ("honour", True), ("appoint", False), ("rank", False), ("review", False), ("other", False)])
def test_a_leading_group_is_asked_about_for_awards_alone(cast: Cast, purpose: str, fits: bool) -> None:
    if fits:
        assert asked(cast, "望埠", purpose=purpose).subjects.get().group == cast.unit["望埠"]
    else:
        assert refused(cast, [cast.unit["望埠"]], purpose=purpose) == ["领导班子只在评优评先、表彰奖励时查。请改用途，或者删去班子。"]


def test_asked_again_with_the_same_clocks_the_answer_is_the_same_whatever_came_since(cast: Cast) -> None:
    inspected(cast, "甲某", "英德", "2026-04-10")
    made = asked(cast)
    assert answered_again(made, TODAY).same
    inspected(cast, "甲某", "英德", "2026-06-12", "2026-06-20")
    assert answered_again(made, at("2026-06-21").date()).same


def test_what_came_later_on_the_very_day_is_said_to_be_different(cast: Cast) -> None:
    made = asked(cast)
    inspected(cast, "甲某", "英德", "2026-06-12", "2026-06-15")
    again = answered_again(made, TODAY)
    assert (again.same, again.differences) == (False, ("甲某：履职记录与查询时不同。",))


def test_the_digest_is_that_of_the_canonical_text(cast: Cast) -> None:
    made = asked(cast)
    assert made.digest == digest_of(made.snapshot)
    assert canonical(made.said) == made.snapshot


def test_a_day_is_not_asked_about_as_known_before_it(cast: Cast) -> None:
    """What was done in between would be told as missed of somebody who did it."""
    [said] = refused(cast, [cast.officer["甲某"]], asked=Question(date(2026, 6, 1), date(2026, 5, 31)))
    assert said.startswith("以2026年5月31日在案的为准，查不了截至2026年6月1日的情况")
    assert "请把“以哪一天在案的为准”改为不早于“截至哪一天”的日期，或者不填" in said
    assert asked(cast, as_of=date(2026, 6, 1), known_at=date(2026, 6, 1)).known_at == date(2026, 6, 1)


def test_pending_cases_are_told_as_of_the_day_of_asking_whatever_day_is_asked_about(cast: Cast, brought: Any) -> None:
    heard = []
    brought(pending=frozenset({"p4"}))
    made = asked(cast, "甲某", "丁某", as_of=date(2025, 1, 1))
    for one in made.said["subjects"]:
        heard.append((one["pending"], one["pending_on"], next(text for text in paragraphs(one) if "问责案件" in text)))
    assert [one[:2] for one in heard] == [(False, "2026-06-15"), (True, "2026-06-15")]
    assert "截至2026年6月15日没有正在办理的问责案件" in heard[0][2]
    assert heard[1][2] == "在办案件：截至2026年6月15日有正在办理的问责案件。"
    assert answered_again(made, at("2026-06-21").date()).same
