"""What discipline's home page says of grounds: interviews handed over and what waits to be weighed; nobody else is told."""

from datetime import date

import pytest

from anze.access.rights import rights_of
from anze.accountability.queries.ground import Wanted, grounds
from anze.accountability.queries.grounds_due import handed_over, to_weigh
from anze.interviews.actions import rectifying
from anze.law.question import Question
from anze.portal.queries.attention import KINDS
from anze.portal.queries.home import TODO
from tests.apps.accidents.telling import at
from tests.apps.accountability.test_grounds import late
from tests.apps.interviews.telling import OFFICE, rectifying_one, two_falls
from tests.cast import Cast

TODAY = date(2026, 9, 1)
ASKED = Question(TODAY, TODAY)


def test_what_waits_stands_on_the_home_page_of_discipline_but_for_missed_duties(cast: Cast) -> None:
    late(cast)
    [one] = to_weigh(rights_of(cast.account["纪委"]), ASKED, TODAY)
    assert one.where == "望埠镇" and one.text.startswith("第二十五条（三）") and one.name == "accountability:ground"
    assert to_weigh(rights_of(cast.account["英德安委办"]), ASKED, TODAY) == []


def test_an_interview_that_was_handed_over_waits_with_those_interviewed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anze.papers.actions.issuing.pdf_of", lambda official: b"%PDF-1.7")
    monkeypatch.setattr("anze.papers.actions.issuing.word_of", lambda official: b"PK")
    two_falls(cast)
    interview, by = rectifying_one(cast), cast.account[OFFICE]
    assert handed_over(rights_of(cast.account["纪委"]), ASKED, TODAY) == []
    rectifying.circulate(by, at("2026-07-20"), interview, note="整改事项逾期未完成。")
    rectifying.hand_over(by, at("2026-07-21"), interview, note="线索移交英德市纪委监委。")
    [one] = handed_over(rights_of(cast.account["纪委"]), ASKED, TODAY)
    assert one.where == "英德市" and "移交纪检监察机关：线索移交英德市纪委监委" in one.text
    [ground] = grounds(rights_of(cast.account["纪委"]), ASKED, TODAY, Wanted(rule="handed"))
    assert {who.name for who in ground.people} and ground.links[0].address == f"/interviews/{interview.uid}/"
    before = Question(date(2026, 7, 20), date(2026, 7, 20))
    assert grounds(rights_of(cast.account["纪委"]), before, TODAY, Wanted(rule="handed")) == []


def test_the_kinds_are_discipline_s_alone() -> None:
    assert {"handed_over", "grounds"} <= set(TODO["discipline"])
    assert [role for role, kinds in TODO.items() if {"handed_over", "grounds"} & set(kinds)] == ["discipline"]
    assert KINDS["handed_over"].permission == KINDS["grounds"].permission == "ground.view"
