"""Only an interview whose accidents or triggers changed is named for review, and an assessment without a grade is called without brackets."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from anze.accidents.actions.correcting import correct_accident
from anze.accidents.actions.figures import update_figures
from anze.accidents.models import Accident
from anze.accidents.queries.differences import Difference
from anze.duties.sources import _SOURCES, Lists, Source, add_source
from anze.law import facts as law
from tests.apps.accidents.telling import at, fall, told
from tests.cast import Cast

COUNTY = "英德安委办"
NOW = at("2026-11-20", 10)


@pytest.fixture
def others() -> Iterator[dict[str, list[Any]]]:
    """Interviews and assessments on record, as the apps that keep them bring them."""
    kept: dict[str, list[Any]] = {"interviews": [], "assessments": []}
    before = dict(_SOURCES)

    def read(known_at: date, scope: Any) -> Lists:
        return {name: tuple(rows) for name, rows in kept.items()}

    for name in ("interviews", "assessments"):
        _SOURCES.pop(name, None)
    add_source(Source(name="interviews", types=frozenset({"interview", "assessment"}), read=read))
    yield kept
    _SOURCES.clear()
    _SOURCES.update(before)


def interview(name: str, held: date, *accidents: Accident) -> law.Interview:
    return law.Interview(id=name, unit="yd", date=held, opened_on=date(2026, 5, 1), by="qy", accidents=tuple(one.code for one in accidents))


def touched(found: Difference) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.interview, line.accidents) for line in found.lines if line.sign == "touched" and line.interview]


def test_an_update_far_from_an_interviews_accidents_leaves_it_alone(cast: Cast, others: dict[str, list[Any]]) -> None:
    march, april = fall(cast, "2026-03-10", deaths=3), fall(cast, "2026-04-05", deaths=3)
    late = fall(cast, "2026-11-10", deaths=2)
    others["interviews"].append(interview("yt-1", date(2026, 5, 20), march, april))
    found = update_figures(cast.account[COUNTY], NOW, late, on=date(2026, 11, 15), figures={"deaths": 3}).difference
    assert any(late.code in line.accidents for line in found.lines), "the year's veto names it"
    assert touched(found) == []


def test_moving_an_accident_names_its_own_interview_and_no_other(cast: Cast, others: dict[str, list[Any]]) -> None:
    march, april = fall(cast, "2026-03-10", deaths=3), fall(cast, "2026-04-05", deaths=3)
    october, november = fall(cast, "2026-10-29", deaths=3), fall(cast, "2026-11-10", deaths=3)
    others["interviews"] += [interview("yt-1", date(2026, 5, 20), march, april), interview("yt-2", date.max, october, november)]
    found = correct_accident(cast.account[COUNTY], NOW, april, told(cast, "2026-04-06", deaths=3), reason="核实").difference
    assert [name for name, _ in touched(found)] == ["yt-1"] and april.code in touched(found)[0][1]
    said = next(line.text for line in found.lines if line.interview == "yt-1")
    assert said == "2026年5月20日举行的约谈（英德市）引用了其中的事故，请由承办人复核它的结论和整改要求是否变更。"


def test_a_trigger_that_ends_names_the_interview_that_rests_on_it(cast: Cast, others: dict[str, list[Any]]) -> None:
    october, november = fall(cast, "2026-10-29", deaths=3), fall(cast, "2026-11-10", deaths=3)
    others["interviews"].append(interview("yt-2", date.max, october, november))
    found = correct_accident(cast.account[COUNTY], NOW, november, told(cast, "2026-11-10", deaths=2), reason="核实").difference
    assert touched(found) == [("yt-2", tuple(sorted((october.code, november.code))))]
    assert "已开启的约谈" in next(line.text for line in found.lines if line.interview)


@pytest.mark.parametrize(("grade", "says"), [("", "望埠镇2026年度考核：一票否决"), ("good", "望埠镇2026年度考核（良好）：一票否决")])
def test_an_assessment_is_called_with_its_grade_or_without_brackets(cast: Cast, others: dict[str, list[Any]], grade: str, says: str) -> None:
    one = fall(cast, "2026-11-10", deaths=2)
    others["assessments"].append(law.Assessment(unit="wb", year=2026, grade=grade))
    found = update_figures(cast.account[COUNTY], NOW, one, on=date(2026, 11, 15), figures={"deaths": 3}).difference
    assert any(line.text.startswith(says) for line in found.lines if line.sign == "touched")
