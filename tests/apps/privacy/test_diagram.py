"""The diagram and the table in the docs are those of the code."""

from anze.privacy.policies import STATES, VERBS, diagram, edges, table
from tests.architecture.tree import ROOT


def test_the_diagram_and_the_table_in_the_docs_are_drawn_from_the_code() -> None:
    page = (ROOT / "docs/reference/data-request-states.md").read_text("utf-8")
    assert f"```mermaid\n{diagram()}```" in page and table() in page


def test_every_state_is_reached_and_every_way_drawn() -> None:
    reached, more = {""}, True
    while more:
        new = {to for start, to, _ in edges() if start in reached} - reached
        reached, more = reached | new, bool(new)
    assert reached - {""} == set(STATES)
    assert {kind for _, _, kind in edges()} == set(VERBS)
    assert all(len(kind) <= 10 for kind in VERBS)
