"""A leader held accountable for an accident vetoes his unit's assessment by itself; the decision revoked, the veto is gone and approvals with it
(第二十七条第四、五款)."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from anze.assessments.actions import deciding, freezing
from anze.assessments.models import Approval
from anze.assessments.queries.standing import changes, newest, result_of
from tests.apps.accidents.telling import at, fall
from tests.apps.accountability.given import decided, revoked
from tests.apps.assessments.telling import HEAD, NOW, OFFICE, both_approve, frozen
from tests.cast import Cast

AFTER = at("2027-01-25")


def vetoed(found: Any, unit: str = "yd") -> list[str]:
    snapshot = newest(found)
    return [one["rule"] for one in result_of(snapshot)["vetoes"][unit]] if snapshot else []


@pytest.mark.parametrize(("kind", "rules"), [("停职检查", ["27.p4"]), ("党内警告", ["27.p4"]), ("诫勉", []), ("通报", []), ("政务记过", []),
                                             ("政务记大过", ["27.p4"]), ("刑事责任", ["27.p4"])])
def test_only_the_measures_that_the_provisions_list_veto_and_nobody_reads_which_of_the_two(cast: Cast, kind: str, rules: list[str]) -> None:
    decided(cast, "乙某", kind, accident=fall(cast).code)
    assert vetoed(frozen(cast)) == rules


def test_the_unit_is_graded_no_better_than_a_vetoed_one_may_be(cast: Cast) -> None:  # decisions/0020
    decided(cast, "乙某", "停职检查", accident=fall(cast).code)
    said = result_of(newest(frozen(cast)))  # type: ignore[arg-type]
    assert said["results"]["yd"]["vetoed"] and said["results"]["yd"]["grade"] != "excellent" and not said["results"]["qx"]["vetoed"]


def test_a_measure_for_another_years_decision_vetoes_that_year(cast: Cast) -> None:
    """The year is that of the decision: of an accident of 2025 decided on in 2026 the year 2026, of one of 2026 decided on in 2027 not."""
    decided(cast, "乙某", "停职检查", "2027-01-05", accident=fall(cast).code)
    assert vetoed(frozen(cast)) == []


def test_an_accident_of_the_year_before_is_read_too(cast: Cast) -> None:
    decided(cast, "乙某", "停职检查", "2026-02-01", accident=fall(cast, "2025-12-30", recorded=at("2026-01-02")).code)
    assert vetoed(frozen(cast)) == ["27.p4"]


def test_the_snapshot_says_neither_whom_nor_what(cast: Cast) -> None:
    decided(cast, "乙某", "停职检查", accident=fall(cast).code)
    [veto] = result_of(newest(frozen(cast)))["vetoes"]["yd"]  # type: ignore[arg-type]
    assert veto["rule"] == "27.p4" and "停职检查" not in str(veto) and "乙某" not in str(veto) and "p2" not in str(veto)


def test_a_decision_revoked_after_the_approvals_voids_them_as_a_write_off_does(cast: Cast) -> None:
    measure = decided(cast, "乙某", "停职检查", accident=fall(cast).code)
    found = frozen(cast)
    both_approve(cast, found)
    assert changes(found, "frozen", NOW.date()) == []
    revoked(cast, measure, "2027-01-20")
    differs = changes(found, "frozen", date(2027, 1, 25))
    assert any("英德市" in one and "“一票否决”不再成立" in one for one in differs)
    with pytest.raises(ValidationError, match="固定结果以后事实或者评分有变"):
        deciding.confirm(cast.account[HEAD], AFTER, found)
    freezing.refreeze(cast.account[OFFICE], AFTER, found, note="问责决定已撤销")
    assert Approval.objects.current().count() == 0 and vetoed(found) == []
    both_approve(cast, found, AFTER)
    deciding.confirm(cast.account[HEAD], AFTER, found)


def test_a_decision_made_after_the_approvals_voids_them_too(cast: Cast) -> None:
    accident = fall(cast)
    found = frozen(cast)
    both_approve(cast, found)
    decided(cast, "乙某", "停职检查", "2026-12-30", accident=accident.code, recorded=at("2027-01-20"))
    assert any("“一票否决”" in one for one in changes(found, "frozen", date(2027, 1, 25)))
    with pytest.raises(ValidationError, match="固定结果以后事实或者评分有变"):
        deciding.confirm(cast.account[HEAD], AFTER, found)
