"""The diagram in the docs is that of the code; every state can be reached."""

from anze.letters.policies import STATES, VERBS, diagram, edges, refusal
from tests.architecture.tree import ROOT


def test_the_diagram_in_the_docs_is_drawn_from_the_code() -> None:
    assert f"```mermaid\n{diagram()}```" in (ROOT / "docs/reference/letter-states.md").read_text("utf-8")


def test_every_state_is_reached_and_what_may_not_be_done_is_said() -> None:
    reached, more = {""}, True
    while more:
        new = {to for start, to, _ in edges() if start in reached} - reached
        reached, more = reached | new, bool(new)
    assert reached - {""} == set(STATES) and {kind for _, _, kind in edges()} == set(VERBS)
    assert refusal("sign", "issued") == "" and "已作废" in refusal("sign", "voided") and "没有后续步骤" in refusal("sign", "voided")
