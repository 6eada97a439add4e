"""Measures in force are listed each with the end of its effect, for an accident or not; where no rule gives an end, who decides is said (第二十三条)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from anze.law import facts as law
from anze.vetting.models import Enquiry
from anze.vetting.queries.again import answered_again
from anze.vetting.queries.wording import paragraphs
from anze.vetting.snapshots import canonical, digest_of
from anze.workbook.read import read
from tests.apps.vetting.telling import NOW, TODAY, asked
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def received(kind: str, on: date = date(2026, 6, 1), accident: str | None = None, months: int | None = None, *,
             beside: bool = False) -> law.Measure:
    return law.Measure(officer="p4", kind=kind, date=on, accident=accident, months=months, beside=beside)


def of(enquiry: Enquiry, name: str = "丁某") -> dict[str, Any]:
    return next(one for one in enquiry.said["subjects"] if one["name"] == name)


def test_a_measure_without_an_accident_is_listed_with_its_end_and_bars_nothing_by_the_ban(cast: Cast, brought: Any) -> None:
    brought(measures=(received("政务记过"),))
    one = of(asked(cast, "丁某"))
    assert one["measures"] == [{"measure": "政务记过", "on": "2026-06-01", "until": "2027-06-01", "who": ""}] and one["bans"] == []
    assert "影响期内的处理：2026年6月1日受政务记过，影响期至2027年6月1日。" in paragraphs(one)


def test_one_for_an_accident_is_listed_too(cast: Cast, brought: Any) -> None:
    fell = law.Accident(id="sg-1", unit="wb", date=date(2026, 5, 1), deaths=3, loss=Decimal(0))
    brought(accidents=(fell,), measures=(received("政务记过", accident="sg-1"),))
    one = of(asked(cast, "丁某"))
    assert [said["measure"] for said in one["measures"]] == [said["measure"] for said in one["bans"]] == ["政务记过"]


@pytest.mark.parametrize(("as_of", "listed"), [(date(2026, 5, 31), 0), (date(2026, 6, 1), 1), (date(2027, 6, 1), 1), (date(2027, 6, 2), 0)])
def test_it_is_listed_from_its_day_to_the_last_of_its_effect(cast: Cast, brought: Any, as_of: date, listed: int) -> None:
    brought(measures=(received("政务记过"),))
    assert len(of(asked(cast, "丁某", as_of=as_of, known_at=as_of, now=NOW.replace(year=2028)))["measures"]) == listed


def test_the_term_of_probation_within_the_party_counts_first(cast: Cast, brought: Any) -> None:
    brought(measures=(received("留党察看", months=12),))
    assert of(asked(cast, "丁某"))["measures"][0]["until"] == "2029-06-01"


@pytest.mark.parametrize(("kind", "who"), [("停职检查", "有干部管理权限的党委"), ("开除党籍", "批准或者决定处分的党组织"), ("开除", "作出决定的监察机关"),
                                           ("刑事责任", "司法机关")])
def test_where_no_rule_gives_an_end_who_decides_is_said(cast: Cast, brought: Any, kind: str, who: str) -> None:
    brought(measures=(received(kind),))
    one = of(asked(cast, "丁某"))
    assert (one["measures"][0]["until"], one["measures"][0]["who"]) == (None, who)
    assert f"受{kind}，影响期没有可以计算的规定，由{who}认定。" in "".join(paragraphs(one))


def test_one_from_before_the_rules_that_are_encoded_is_left_to_a_person(cast: Cast, brought: Any) -> None:
    brought(measures=(received("政务记过", date(2020, 6, 30)), received("政务记过", date(2020, 7, 1))))
    assert [(said["on"], said["until"], said["who"]) for said in of(asked(cast, "丁某"))["measures"]] == [("2020-06-30", None, "作出决定的监察机关")]


def test_who_has_none_is_said_to_have_none_and_others_hear_nothing(cast: Cast, brought: Any) -> None:
    brought(measures=(received("政务记过"),))
    found = asked(cast, "甲某", "丁某")
    assert of(found, "甲某")["measures"] == [] and "影响期内的处理" in paragraphs(of(found, "甲某"))[-1]
    assert "政务记过" not in str(of(found, "甲某"))


def test_page_sheet_and_statement_have_them_under_a_heading_of_their_own(cast: Cast, brought: Any) -> None:
    brought(measures=(received("停职检查"),))
    made, client = asked(cast, "丁某"), cast.client("组织部")
    page = client.get(f"/vetting/{made.uid}/o-p4/").content.decode()
    assert "没有在案的限制期" in page and "由有干部管理权限的党委认定" in page.split("影响期内的处理</h2>")[1].split("</section>")[0]
    assert "由有干部管理权限的党委认定" in client.get(f"/vetting/{made.uid}/").content.decode()
    sheet = read(client.get(f"/vetting/{made.uid}/excel/").content).sheets[0]
    titles = {title: column for column, title in sheet.rows[1].items()}
    assert sheet.rows[2][titles["影响期内的处理"]].startswith("2026年6月1日受停职检查")


def test_an_answer_given_before_they_were_listed_is_compared_without_them(cast: Cast) -> None:
    made = asked(cast, "丁某")
    old = made.said | {"format": 2, "subjects": [{key: value for key, value in one.items() if key != "measures"} for one in made.said["subjects"]]}
    Enquiry.objects.filter(pk=made.pk).update(snapshot=canonical(old), digest=digest_of(canonical(old)))
    made = Enquiry.objects.get(pk=made.pk)
    assert answered_again(made, TODAY).same and cast.client("组织部").get(f"/vetting/{made.uid}/o-p4/").status_code == 200


def test_party_sanctions_within_anothers_effect_are_added_up_and_the_latest_of_all_schemes_is_said(cast: Cast, brought: Any) -> None:  # 第二十一条
    brought(measures=(received("党内警告", date(2026, 1, 10)), received("党内警告", date(2026, 6, 1)), received("政务记过", date(2026, 3, 1))))
    one = of(asked(cast, "丁某"))
    assert [said["until"] for said in one["measures"]] == ["2027-01-10", "2027-03-01", "2027-06-01"]
    assert [(said["scheme"], said["until"]) for said in one["ends"]] == [("政务处分", "2027-03-01"), ("党纪处分", "2028-01-10")]
    said = next(text for text in paragraphs(one) if text.startswith("几项处理的影响期："))
    assert "党纪处分影响期至2028年1月10日（" in said and "二十一" in said and said.endswith("最晚至2028年1月10日。")


@pytest.mark.parametrize(("as_of", "listed"), [(date(2028, 1, 10), ["2027-06-01"]), (date(2028, 1, 11), [])])
def test_a_sanction_is_in_force_as_long_as_the_sum_though_its_own_effect_is_over(cast: Cast, brought: Any, as_of: date, listed: list[str]) -> None:
    brought(measures=(received("党内警告", date(2026, 1, 10)), received("党内警告", date(2026, 6, 1))))
    one = of(asked(cast, "丁某", as_of=as_of, known_at=as_of, now=NOW.replace(year=2029)))
    assert [said["until"] for said in one["measures"]] == listed and len(one["ends"]) == len(listed)


def test_what_the_rules_do_not_add_up_is_left_to_whoever_decides_and_the_rest_is_worked_out(cast: Cast, brought: Any) -> None:  # 政务处分法第十五条
    brought(measures=(received("政务记过"), received("政务记过"), received("党内警告")))
    one = of(asked(cast, "丁某"))
    assert [(said["until"], said["who"]) for said in one["ends"]] == [(None, "作出决定的监察机关"), ("2027-06-01", "")]
    assert "已经可以算出的，最晚至2027年6月1日" in "".join(paragraphs(one))


def test_sanctions_for_one_fact_are_not_said_to_be_raised_a_step(cast: Cast, brought: Any) -> None:  # 同一事实并处
    brought(measures=(received("党内警告"), received("党内严重警告", beside=True)))
    one = of(asked(cast, "丁某"))
    assert [(said["until"], said["who"]) for said in one["ends"]] == [("2027-12-01", "")]
    assert "同一事实受党内严重警告、党内警告" in "".join(paragraphs(one)) and "应当合并处理" not in "".join(paragraphs(one))


def test_of_one_measure_nothing_is_taken_together(cast: Cast, brought: Any) -> None:
    brought(measures=(received("党内警告"),))
    one = of(asked(cast, "丁某"))
    assert one["ends"] == [] and "几项处理的影响期" not in "".join(paragraphs(one))


def test_page_and_sheet_say_each_schemes_end(cast: Cast, brought: Any) -> None:
    brought(measures=(received("党内警告", date(2026, 1, 10)), received("党内警告")))
    made, client = asked(cast, "丁某"), cast.client("组织部")
    for address in (f"/vetting/{made.uid}/", f"/vetting/{made.uid}/o-p4/"):
        assert "党纪处分影响期至2028年1月10日" in client.get(address).content.decode()
    sheet = read(client.get(f"/vetting/{made.uid}/excel/").content).sheets[0]
    titles = {title: column for column, title in sheet.rows[1].items()}
    assert sheet.rows[2][titles["几项处理的影响期"]].startswith("党纪处分影响期至2028年1月10日")
