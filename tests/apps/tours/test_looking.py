"""The checklist and the sample: from the regulation and the record, marked by several at once, drawn so that anybody draws alike."""

import hashlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from anze.acts.actions.withdrawing import withdraw
from anze.acts.models import Act
from anze.duties.world import pack_in_force
from anze.law.question import Question
from anze.record.models import Entry
from anze.tours.actions import looking, planning, visiting
from anze.tours.models import Check, Draw, Tour, Verification
from anze.tours.queries.checklist import checklist
from anze.tours.queries.samples import alike, sampled, verdicts
from anze.tours.told import Marked
from tests.apps.tours.telling import OFFICE, at, meetings, member, notified, on_site, people, planned, proposed, told
from tests.cast import Cast

TODAY = date(2026, 6, 10)
ASKED = Question(TODAY, TODAY)


def posts(tour: Tour) -> dict[str, list[str]]:
    return {one.post: [line.id for line in one.lines] for one in checklist(tour, ASKED, TODAY)}


def test_the_checklist_goes_through_every_duty_of_the_posts_of_the_sides(cast: Cast) -> None:
    found = posts(planned(cast))
    assert list(found) == ["party_head", "gov_head", "party_standing", "gov_executive_deputy", "gov_deputy"]
    pack = pack_in_force()
    binding = {clause.id for clause in pack.clauses if "party_head" in getattr(clause, "posts", ()) and "county" in getattr(clause, "levels", ())
               and clause.kind in {"recurring", "standing", "duty"}}
    assert binding <= set(found["party_head"])
    assert {"5.2", "5.7", "5.7.town"} <= binding


def test_a_tour_of_the_party_alone_asks_nothing_of_the_government(cast: Cast) -> None:
    assert list(posts(planned(cast, sides=("party",)))) == ["party_head", "party_standing"]


def test_a_town_has_the_duties_of_a_town(cast: Cast) -> None:
    plan = told(cast, "望埠", superior="英德", who=people(cast, "癸某"))
    [tour] = planning.plan(cast.account["英德安委办"], at("2026-06-01"), plan)
    assert list(posts(tour)) == ["party_head", "gov_head", "safety_deputy", "other_leader"]
    assert "10.2" in posts(tour)["party_head"]


def test_beside_a_duty_stand_its_words_and_what_is_on_record_as_of_the_day(cast: Cast) -> None:
    meetings(cast, 1)
    tour = planned(cast)
    [head] = checklist(tour, ASKED, TODAY, "party_head")
    line = next(one for one in head.lines if (one.id, one.kind) == ("5.2", "recurring"))
    assert line.quote == "每季度至少召开一次常委会会议专题研究安全生产工作"
    assert {(one.lamp, one.words) for one in line.evidence} == {("missed", "1 项"), ("met", "1 项")}  # the first quarter, the second
    before = Question(date(2026, 3, 20), date(2026, 3, 20))
    [then] = checklist(tour, before, TODAY, "party_head")
    assert {one.lamp for one in next(one for one in then.lines if (one.id, one.kind) == ("5.2", "recurring")).evidence} == {"soon"}
    assert head.holders == "甲某"


WORDS = pack_in_force().clause("5.2").quote


def mark(outcome: str, note: str = "", seen: int = 0) -> list[Marked]:
    return [Marked(("party_head", "5.2", WORDS), outcome, note, seen)]


def check(cast: Cast, tour: Tour, marks: list[Marked], by: str = OFFICE) -> int:
    return looking.check(cast.account[by], at("2026-06-09"), tour, marks)


def test_a_line_is_marked_once_with_its_words_and_the_same_sending_changes_nothing(cast: Cast) -> None:
    tour = on_site(cast)
    before = Entry.objects.count()
    assert check(cast, tour, mark("kept")) == 1
    assert check(cast, tour, mark("kept")) == 0
    one = Check.objects.get()
    assert (one.outcome, one.quote) == ("kept", WORDS)
    assert Entry.objects.count() == before + 1


def test_what_is_not_kept_is_said(cast: Cast) -> None:
    tour = on_site(cast)
    with pytest.raises(ValidationError, match="标为“未落实”的，请写一句说明"):
        check(cast, tour, mark("not_kept"))
    with pytest.raises(ValidationError, match="写了说明，请选结果"):
        check(cast, tour, mark("", "只写了说明"))
    assert not Check.objects.exists()


def test_two_who_mark_at_once_overwrite_nothing_unseen(cast: Cast) -> None:
    tour = on_site(cast)
    member(cast)
    check(cast, tour, mark("kept"))
    with pytest.raises(ValidationError, match="市安委办刚标为“落实”"):
        check(cast, tour, mark("partly", "一个季度没开"), by="组员")
    seen = Check.objects.get().pk
    assert check(cast, tour, mark("partly", "一个季度没开", seen), by="组员") == 1
    assert Check.objects.count() == 2


def test_nothing_is_marked_before_the_group_came_or_once_the_feedback_is_proposed(cast: Cast) -> None:
    for tour in (notified(cast), proposed(cast, "清新", who=people(cast, "癸某"), findings=0)):
        with pytest.raises(ValidationError, match="现在可以"):
            check(cast, tour, mark("kept"))


def drawn(cast: Cast, tour: Tour, size: int = 3, seed: str = "20260608", note: str = "") -> Draw:
    return visiting.draw(cast.account[OFFICE], at("2026-06-08"), tour, size=size, seed=seed, since=date(2026, 1, 1), until=date(2026, 6, 8), span="only",
                         note=note)


def test_a_draw_keeps_seed_size_and_what_it_was_drawn_from_and_is_drawn_again_alike(cast: Cast) -> None:
    ids = meetings(cast, 8)
    tour = on_site(cast)
    draw = drawn(cast, tour)
    expected = sorted(ids, key=lambda one: hashlib.sha256(f"20260608\n{one}".encode()).hexdigest())[:3]
    assert draw.acts == expected
    assert (draw.population, draw.digest) == (8, hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest())
    assert alike(draw)
    entry = Entry.objects.filter(object_type="tour", verb="抽取履职记录").get()
    assert entry.sealed is not None


def test_what_is_withdrawn_or_recorded_later_changes_no_draw_of_before(cast: Cast) -> None:
    ids = meetings(cast, 6)
    draw = drawn(cast, on_site(cast))
    withdraw(cast.account["英德安委办"], at("2026-06-20"), Act.objects.get(uid=ids[0]), reason="登错了。")
    assert alike(draw)


def test_a_draw_whose_past_was_changed_behind_the_ledger_is_found_out(cast: Cast) -> None:
    meetings(cast, 6)
    draw = drawn(cast, on_site(cast))
    Draw.objects.filter(pk=draw.pk).update(acts=[*draw.acts[:2], "另一条"])
    draw.refresh_from_db()
    assert not alike(draw)


def test_a_second_draw_needs_a_reason_and_the_first_stays(cast: Cast) -> None:
    meetings(cast, 6)
    tour = on_site(cast)
    first = drawn(cast, tour)
    with pytest.raises(ValidationError, match="重抽要写明原因"):
        drawn(cast, tour, seed="2")
    second = drawn(cast, tour, seed="2", note="抽中的有两条是同一次会议。")
    first.refresh_from_db()
    assert (first.struck_reason, tour.draws.current().get()) == ("抽中的有两条是同一次会议。", second)


def test_nothing_is_drawn_from_nothing(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="没有在案的履职记录"):
        drawn(cast, on_site(cast))


def test_sampled_acts_are_verified_with_a_word_where_they_do_not_hold(cast: Cast) -> None:
    meetings(cast, 4)
    draw = drawn(cast, on_site(cast))
    by, now = cast.account[OFFICE], at("2026-06-09")
    with pytest.raises(ValidationError, match="标为“与事实不符”的，请写一句说明"):
        looking.verify(by, now, draw, [Marked((draw.acts[0],), "contradicted", "", 0)])
    looking.verify(by, now, draw, [Marked((draw.acts[0],), "contradicted", "会议室当天停电", 0), Marked((draw.acts[1],), "verified", "", 0)])
    assert verdicts(draw) == {"verified": 1, "unverified": 0, "contradicted": 1, "left": 1}
    assert [one.mark.verdict if one.mark else "" for one in sampled(draw)] == ["contradicted", "verified", ""]
    assert Verification.objects.count() == 2


def test_marks_on_a_sample_that_was_drawn_again_are_refused(cast: Cast) -> None:
    meetings(cast, 6)
    tour = on_site(cast)
    first = drawn(cast, tour)
    drawn(cast, tour, seed="2", note="重抽。")
    with pytest.raises(ValidationError, match="样本刚重抽过"):
        looking.verify(cast.account[OFFICE], at("2026-06-09"), first, [Marked((first.acts[0],), "verified", "", 0)])
