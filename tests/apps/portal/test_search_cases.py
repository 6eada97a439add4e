"""The search box finds cases by their numbers and their documents' numbers, in whatever brackets; nothing of them to a stranger."""

from typing import Any

import pytest

from anze.accidents.models import Accident
from anze.interviews.models import SuperiorInterview
from anze.papers.actions.numbering import reserve
from anze.papers.models import Issued
from tests.apps.accidents.telling import fall
from tests.apps.hazards import telling as hazards
from tests.apps.interviews import telling as interviews
from tests.apps.letters import telling as letters
from tests.apps.supervision import telling as supervision
from tests.apps.tours import telling as tours
from tests.cast import Cast

CITY, COUNTY, STRANGER = "市安委办", "英德安委办", "清新安委办"


@pytest.fixture(autouse=True)
def plain_papers(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path / "files"
    monkeypatch.setattr("anze.papers.actions.issuing.pdf_of", lambda official: b"%PDF-1.7 " + official.title.encode())
    monkeypatch.setattr("anze.papers.actions.issuing.word_of", lambda official: b"PK " + official.title.encode())


def found(cast: Cast, kind: str, words: str, name: str = CITY) -> list[str]:
    """Return the pages of what the search finds of a kind."""
    groups = cast.client(name).get("/search/", {"q": words}).context["groups"]
    return [page for group, hits in groups if group.title == kind for _, page in hits]


def is_found(cast: Cast, kind: str, page: str, *words: str, by: tuple[str, ...] = (CITY, COUNTY)) -> None:
    """Hold that each of these finds it, for each of those who may see it, and nothing for the stranger."""
    for text in words:
        assert [found(cast, kind, text, name) for name in by] == [[page]] * len(by), text
        assert found(cast, kind, text, STRANGER) == [], text


def test_an_accident_is_found_by_its_number_and_its_enterprise(cast: Cast) -> None:
    made = fall(cast, enterprise="测试厂")
    fall(cast, "2026-06-02", unit=cast.unit["太和"], by=STRANGER, enterprise="另一家厂")
    is_found(cast, "事故", f"/accidents/{made.code}/", made.number, made.code, made.code.upper(), "测试厂")


def test_an_interview_and_its_notice_are_found_by_number_in_any_brackets(cast: Cast) -> None:
    interviews.two_falls(cast)
    made = interviews.noticed(cast)
    number = made.steps.get(kind="notify").number
    spelt = [number.replace("〔", left).replace("〕", right) for left, right in ("〔〕", "[]", "（）", "【】", (" (", ") "))] + [number.removesuffix("号")]
    is_found(cast, "约谈", f"/interviews/{made.uid}/", made.uid, made.uid.removeprefix("yt-"), *spelt)
    is_found(cast, "公文", f"/papers/{Issued.objects.get(object_id=made.uid).pk}/", *spelt, by=(CITY,))


def test_a_number_that_nobody_used_finds_nothing_and_half_a_number_its_year(cast: Cast) -> None:
    interviews.two_falls(cast)
    number = interviews.noticed(cast).steps.get(kind="notify").number
    reserve(cast.account[CITY], interviews.LATER, cast.unit["清远"], number.split("〔")[0], 2026)
    assert found(cast, "公文", f"{number.split('〕')[0]}〕2号") == []
    assert len(found(cast, "公文", f"{number.split('〕')[0]}〕")) == 1


def test_a_superiors_interview_is_found_by_the_number_of_its_notice(cast: Cast) -> None:
    SuperiorInterview.objects.create(uid="sj-2026-0001", unit=cast.unit["英德"], by_level="province", date=interviews.NOW.date(), number="粤安办〔2026〕7号",
                                     recorded_at=interviews.NOW)
    is_found(cast, "约谈", "/interviews/superior/", "粤安办[2026]7号", "sj-2026-0001")


def test_a_danger_and_its_listing_are_found_by_their_numbers(cast: Cast) -> None:
    made = hazards.listed(cast)
    number = made.steps.get(kind="list").number
    is_found(cast, "隐患", f"/hazards/{made.danger.uid}/", made.danger.uid, made.danger.uid.removeprefix("yh-"))
    is_found(cast, "挂牌督办", f"/hazards/listings/{made.uid}/", made.uid, number, number.replace("〔", "(").replace("〕", ")"))


def test_an_item_under_supervision_is_found_by_its_number_and_its_slips(cast: Cast) -> None:
    made = supervision.assigned(cast)
    is_found(cast, "督办事项", f"/supervision/{made.uid}/", made.uid, made.uid.removeprefix("db-"), made.steps.get(kind="assign").number.replace("〔", "["))


def test_whoever_sees_a_case_of_another_unit_finds_its_document_by_the_whole_number(cast: Cast) -> None:
    made = supervision.assigned(cast)
    is_found(cast, "公文", f"/papers/{Issued.objects.get(object_id=made.uid).pk}/", made.steps.get(kind="assign").number)


def test_a_tour_is_found_by_its_number_and_its_notice(cast: Cast) -> None:
    made = tours.notified(cast)
    is_found(cast, "巡查", f"/tours/{made.uid}/", made.uid, made.uid.removeprefix("xc-"), made.steps.get(kind="notify").number)


def test_a_letter_is_found_by_its_code(cast: Cast) -> None:
    made = letters.generated(cast)["yd party"]
    is_found(cast, "责任书", f"/letters/{made.code}/", made.code, made.code.lower())


def test_of_many_accidents_of_an_enterprise_eight_are_shown_and_the_rest_is_said(cast: Cast) -> None:
    for day in range(1, 11):
        fall(cast, f"2026-06-{day:02d}", enterprise="测试厂")
    assert Accident.objects.count() == 10
    assert len(found(cast, "事故", "测试厂")) == 8
    assert "还有 1 项没有列出" in cast.client(CITY).get("/search/", {"q": "测试厂"}).content.decode()
