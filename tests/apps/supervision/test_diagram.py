"""The diagrams and the tables in the docs are those of the code."""

import pytest

from anze.supervision.models import Step, TaskStep
from anze.supervision.policies import TASK, UNDERTAKING, WAY, Course
from anze.supervision.views.deeds import TASKS, UNDERTAKINGS
from tests.architecture.tree import ROOT


@pytest.mark.parametrize("course", [TASK, UNDERTAKING])
def test_the_diagrams_and_the_tables_in_the_docs_are_drawn_from_the_code(course: Course) -> None:
    page = (ROOT / "docs/reference/supervision-states.md").read_text("utf-8")
    assert f"```mermaid\n{course.diagram()}```" in page and course.table() in page


@pytest.mark.parametrize("course", [TASK, UNDERTAKING])
def test_every_state_is_reached_and_every_way_drawn(course: Course) -> None:
    reached, more = {""}, True
    while more:
        new = {to for start, to, _ in course.edges() if start in reached} - reached
        reached, more = reached | new, bool(new)
    assert reached - {""} == set(course.states)
    assert {kind for _, _, kind in course.edges()} == set(course.verbs)


def test_every_verb_has_its_page_but_for_those_that_come_along() -> None:
    assert set(TASKS) == {kind for kind, verb in TASK.verbs.items() if not verb.along} - {"plan", "slip"}  # which have pages of their own
    assert set(UNDERTAKINGS) == {kind for kind, verb in UNDERTAKING.verbs.items() if not verb.along}
    assert set(WAY) <= set(TASK.states)
    longest = {TaskStep: TASK, Step: UNDERTAKING}
    assert all(len(kind) <= 12 for course in longest.values() for kind in course.verbs)
