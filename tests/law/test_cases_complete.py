"""Together the worked cases show everything that the draft computes: each clause found, and each not."""

from typing import Any

import pytest

from anze.law.clauses import (
    Circumstance,
    Clause,
    Count,
    Cycle,
    Event,
    Recurring,
    Shape,
    Standing,
    Veto,
    Window,
)
from anze.law.national.effects import KINDS as MEASURES
from anze.law.pack import load_pack
from tests.law.case_files import (
    CASES,
    FILES,
    PACKS,
    case_of,
    excluded,
    expected,
    folder,
    in_folder,
    named,
    provision_of,
)

DRAFT = load_pack("qingyuan-draft")
# A step of the yearly cycle that finds nothing by itself: what is to be in the yearly report is a recurring duty.
NOT_IN_A_CASE = {"record"}
Key = tuple[str, str, str]  # a list of findings, the key that names the clause there, and its name
Found = tuple[Clause, Key]


# Where the findings of a kind of clause stand: the list, the key, and the clause's field that stands under it.
SHOWN: dict[type[Clause], tuple[str, str, str]] = {
    Recurring: ("obligations", "duty", "id"), Standing: ("standing", "duty", "id"), Shape: ("structure", "check", "check"),
    Window: ("triggers", "rule", "id"), Event: ("triggers", "rule", "id"), Count: ("grounds", "rule", "id"),
    Circumstance: ("grounds", "rule", "id"), Veto: ("vetoes", "rule", "id"), Cycle: ("cycle", "rule", "rule"),
}


def shown_as(clause: Clause) -> Key | None:
    """Where the findings of a clause stand; None where it finds nothing by itself or has a test of its own below."""
    if type(clause) not in SHOWN or (isinstance(clause, Cycle) and clause.step in NOT_IN_A_CASE):
        return None
    name, key, field = SHOWN[type(clause)]
    return name, key, getattr(clause, field)


COMPUTED = [(clause, key) for clause in DRAFT.clauses if (key := shown_as(clause))]


def of_kind(*kinds: type[Clause]) -> list[Any]:
    """What pytest needs to run a test for each clause of some kinds."""
    return [pytest.param(clause, key, id=f"{clause.id}-{clause.kind}") for clause, key in COMPUTED if isinstance(clause, kinds)]


def entries(clause: Clause, key: Key) -> list[dict[str, Any]]:
    """What the cases in the folder of the clause's article expect of it."""
    name, field, value = key
    return [entry for path in in_folder(clause.id) for entry in expected(path, name) if entry.get(field) == value]


@pytest.mark.parametrize(("clause", "key"), of_kind(Clause))
def test_a_case_of_its_article_expects_what_the_clause_finds(clause: Clause, key: Key) -> None:
    assert entries(clause, key), f"no case in {folder(clause.id).name} expects {key}"


def test_every_article_that_computes_something_has_cases_named_after_its_clauses() -> None:
    bare = [clause.id for clause, _ in COMPUTED
            if not any(f"{clause.id}.".startswith(f"{provision_of(path)}.") for path in in_folder(clause.id))]
    assert len(COMPUTED) > 70
    assert bare == []


@pytest.mark.parametrize(("clause", "key"), of_kind(Recurring))
def test_every_recurring_duty_has_been_met_and_missed(clause: Clause, key: Key) -> None:
    assert {"met", "missed"} <= {entry.get("status") for entry in entries(clause, key)}


@pytest.mark.parametrize(("clause", "key"), of_kind(Standing))
def test_every_standing_duty_has_been_in_place_and_not(clause: Clause, key: Key) -> None:
    found = {entry.get("status") for entry in entries(clause, key)}
    assert "in_place" in found and found & {"lacking", "invalid"}


@pytest.mark.parametrize("check", sorted({clause.check for clause in DRAFT.of(Shape)}))
def test_every_shape_of_a_leadership_has_been_right_and_wrong(check: str) -> None:
    found = {entry["ok"] for path in FILES for entry in expected(path, "structure") if entry.get("check") == check}
    assert found == {"true", "false"}


@pytest.mark.parametrize(("clause", "key"), of_kind(Window, Event, Count, Veto))
def test_every_rule_that_fires_has_a_case_in_which_it_does_not(clause: Clause, key: Key) -> None:
    name, field, value = key
    about = [path for path in in_folder(clause.id) if provision_of(path) == clause.id]
    assert [entry for path in about for entry in excluded(path, name) if entry.get(field, value) == value]


def test_every_measure_has_its_end_date() -> None:
    found = {entry.get("measure") for path in in_folder("27.p1") for entry in expected(path, "bans")}
    assert set(MEASURES) - found == set()


def test_the_exemption_has_been_granted_and_has_failed_in_every_way() -> None:
    found = [entry for path in in_folder("30.p1") for entry in expected(path, "exemptions")]
    failing = {item.values["status"] for entry in found for item in entry.get("failing", []) if "status" in item.values}
    assert {entry["exempt"] for entry in found} == {"true", "false"}
    assert failing == {"missed", "backfilled", "lacking", "invalid", "late", "untested"}


def test_every_parameter_of_the_draft_is_changed_in_a_case_of_its_name() -> None:
    changed = {provision_of(path): path for path in CASES.glob("parameters/*.yaml")}
    assert set(changed) == {name for name, one in DRAFT.parameters.items() if not one.process}  # a process asks its own: tested there
    assert [named(path) for name, path in changed.items() if case_of(path).pack.value(name) == DRAFT.value(name)] == []


def test_every_pack_of_another_city_is_used_by_a_case() -> None:
    used = {case_of(path).pack.id for path in FILES}
    packs = {path.parent.name for path in PACKS.glob("*/pack.toml")}
    assert len(packs) > 10
    assert packs - used == set()
