"""The diagram and the table in the docs are those of the code; every step of the law has its verb."""

from anze.assessments.policies import STATES, VERBS, WAY, diagram, edges, table
from anze.assessments.queries.pack import process_clause
from anze.law.rules.assessment import order
from tests.architecture.tree import ROOT


def test_the_diagram_and_the_table_in_the_docs_are_drawn_from_the_code() -> None:
    page = (ROOT / "docs/reference/assessment-states.md").read_text("utf-8")
    assert f"```mermaid\n{diagram()}```" in page
    assert table() in page


def test_every_state_is_reached_and_every_way_drawn() -> None:
    reached, more = {""}, True
    while more:
        new = {to for start, to, _ in edges() if start in reached} - reached
        reached, more = reached | new, bool(new)
    assert reached - {""} == set(STATES)
    assert {kind for _, _, kind in edges()} == set(VERBS)
    assert set(WAY) <= set(STATES)


def test_every_step_of_the_law_has_its_verb_but_the_two_meetings() -> None:
    clause = process_clause()
    assert {verb.step for verb in VERBS.values() if verb.step} == set(order(clause)) - set(clause.approvals)
