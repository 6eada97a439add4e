"""Tasks from superiors and standing duties are in the record of a person: what the law finds of them, counted, each number with its names (第三十条)."""

from datetime import date
from typing import Any

import pytest

from anze.access.rights import rights_of
from anze.duties.situation import situation
from anze.law import facts as law
from anze.law.question import Question
from anze.law.rules.standing import standing
from anze.record.models import Entry
from anze.register.actions import begin_tenure
from anze.vetting.models import Enquiry
from anze.vetting.queries.again import answered_again
from anze.vetting.queries.further import standing_behind, tasks_behind
from anze.vetting.queries.organ import reach_of
from anze.vetting.queries.wording import paragraphs
from anze.vetting.snapshots import canonical, digest_of
from anze.workbook.read import read
from tests.apps.dossiers.telling import sector
from tests.apps.supervision.telling import assigned, of_unit
from tests.apps.vetting.telling import LONG_AGO, TODAY, asked
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def tasks(*dues: tuple[str, str]) -> dict[str, Any]:
    """Return tasks of 丁某: when each falls due and when it was done (empty: not yet)."""
    return {"tasks": tuple(law.Task(id=f"db-{number}", officer="p4", due=date.fromisoformat(due), done_on=date.fromisoformat(done) if done else None,
                                    recorded_on=date.fromisoformat(done) if done else None) for number, (due, done) in enumerate(dues))}


def of(made: Enquiry, key: str = "o-p4") -> dict[str, Any]:
    return next(one for one in made.said["subjects"] if one["key"] == key)


@pytest.mark.parametrize(("due", "done", "lamp"), [
    ("2026-06-14", "", "missed"), ("2026-06-15", "", "open"), ("2026-06-10", "2026-06-10", "met"), ("2026-06-10", "2026-06-11", "late"),
    ("2026-06-10", "2026-06-16", "missed")])
def test_a_task_counts_as_the_law_finds_it_on_the_day(cast: Cast, brought: Any, due: str, done: str, lamp: str) -> None:
    brought(**tasks((due, done)))
    assert of(asked(cast, "丁某"))["tasks"] == [{"year": 2026, **dict.fromkeys(("met", "late", "missed", "open"), 0), lamp: 1}]


def test_tasks_are_counted_by_the_year_in_which_they_fell_due(cast: Cast, brought: Any) -> None:
    brought(**tasks(("2026-06-10", ""), ("2026-06-12", ""), ("2027-01-05", "")))
    made = asked(cast, "丁某", "甲某")
    assert [(one["year"], one["missed"], one["open"]) for one in of(made)["tasks"]] == [(2026, 2, 0), (2027, 0, 1)]
    assert of(made, "o-p1")["tasks"] == []
    assert "部署和督办事项：2026年，逾期未办结2项；2027年，未到期1项。" in paragraphs(of(made))


def test_tasks_of_posts_out_of_reach_are_not_heard(cast: Cast, brought: Any) -> None:
    begin_tenure(None, LONG_AGO, officer=cast.officer["丁某"], unit=cast.unit["太和"], post="gov_head", start=date(2024, 1, 1), end=date(2025, 2, 28))
    brought(**tasks(("2025-02-10", ""), ("2026-06-10", "")))
    assert [one["year"] for one in of(asked(cast, "丁某"))["tasks"]] == [2026]
    assert [one["year"] for one in of(asked(cast, "丁某", unit="清远"))["tasks"]] == [2025, 2026]


def test_standing_duties_are_those_that_the_law_finds_of_the_posts_held(cast: Cast) -> None:
    known = situation(Question(TODAY, TODAY), TODAY)
    made = asked(cast, "甲某", "丁某", "庚某")
    for code in ("p1", "p4", "p7"):
        found = [one["status"] for one in standing(known, frozenset({code}))]
        assert of(made, f"o-{code}")["standing"] == {status: found.count(status) for status in ("in_place", "pending", "lacking", "invalid") if status in found}
    assert of(made)["standing"] == {"lacking": 1}
    assert "常设职责：未落实1项。" in paragraphs(of(made))
    sector(cast)
    assert of(asked(cast, "丁某"))["standing"] == {"in_place": 1}


def test_every_number_opens_as_many_names(cast: Cast, brought: Any) -> None:
    brought(**tasks(("2026-06-10", ""), ("2026-06-10", "2026-06-09"), ("2026-12-10", "")))
    made, reach, rights = asked(cast, "丁某", "庚某"), reach_of(cast.unit["英德"]), rights_of(cast.account["组织部"])
    for one in made.said["subjects"]:
        for year in one["tasks"]:
            for lamp in ("met", "late", "missed", "open"):
                assert len(tasks_behind(made.asked, TODAY, reach, one["code"], rights, year=year["year"], lamp=lamp)) == year[lamp]
        for status, count in one["standing"].items():
            assert len(standing_behind(made.asked, TODAY, reach, one["code"], status)) == count


def test_the_table_links_each_number_to_its_names(cast: Cast) -> None:
    task = assigned(cast, by="英德安委办", unit="英德", main="望埠")
    code = of_unit(cast, task, "望埠").people.get().officer.code
    made, client = asked(cast, next(name for name, one in cast.officer.items() if one.code == code)), cast.client("组织部")
    page = client.get(f"/vetting/{made.uid}/").content.decode()
    assert "逾期未办结 1" in page
    assert f"/vetting/{made.uid}/o-{code}/?tasks=missed&amp;due=2026#tasks" in page
    opened = client.get(f"/vetting/{made.uid}/o-{code}/?tasks=missed&due=2026").content.decode()
    assert "2026年“逾期未办结”1 项" in opened
    assert task.title in opened
    assert "</span> <span class=\"quiet\">应于2026年3月20日前办结，未见办结。</span>" in opened
    assert "应于" not in client.get(f"/vetting/{made.uid}/o-{code}/?tasks=met&due=2026").content.decode()
    lacking = client.get(f"/vetting/{made.uid}/o-{code}/?standing=lacking").content.decode()
    assert "<span class=\"quiet\">应联系" in lacking
    assert "当日没有在案的挂点联系" in lacking


def test_the_export_has_them_too(cast: Cast, brought: Any) -> None:
    brought(**tasks(("2026-06-10", "")))
    sheet = read(cast.client("组织部").get(f"/vetting/{asked(cast, '丁某').uid}/excel/").content).sheets[0]
    titles = {title: column for column, title in sheet.rows[1].items()}
    assert sheet.rows[2][titles["部署和督办事项"]] == "2026年，逾期未办结1项。"
    assert sheet.rows[2][titles["常设职责"]] == "未落实1项。"


def test_an_answer_given_before_they_were_listed_is_compared_without_them(cast: Cast) -> None:
    made = asked(cast, "丁某")
    subjects = [{key: value for key, value in one.items() if key not in {"tasks", "standing"}} for one in made.said["subjects"]]
    old = made.said | {"format": 1, "subjects": subjects}
    Enquiry.objects.filter(pk=made.pk).update(snapshot=canonical(old), digest=digest_of(canonical(old)))
    made = Enquiry.objects.get(pk=made.pk)
    assert answered_again(made, TODAY).same
    client = cast.client("组织部")
    for address in (f"/vetting/{made.uid}/", f"/vetting/{made.uid}/o-p4/", f"/vetting/{made.uid}/excel/"):
        assert client.get(address).status_code == 200
    assert not any(one.startswith("其他") and "部署" in one for one in paragraphs(of(made)))
    assert Entry.objects.exists()
