"""Nothing half done in the processes: each verb of accidents, hazards, interviews, production units and papers is broken at every step."""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from anze.duties.world import forget
from tests.architecture.tree import ROOT
from tests.cast import Cast, make_cast
from tests.drill.breaking import steps_of
from tests.drill.processes import AT_DANGERS, AT_INTERVIEWS, PROCESSES, SLICE
from tests.drill.test_nothing_half_done import act_holds_when_broken

pytestmark = pytest.mark.django_db
APPS = ("accidents", "hazards", "interviews", "enterprises", "papers")
# Not broken by themselves: what others are made of, imports (tests of workbooks), and second and later verbs of a kind that is in the table.
OTHERWISE = frozenset({
    "accidents.changing.carry_out", "hazards.stepping.step_danger", "hazards.stepping.step_listing",
    "hazards.dangers.take_over", "hazards.listing.delist", "hazards.listing.find", "hazards.listing.grant", "hazards.listing.refuse",
    "hazards.listing.unfind", "hazards.proposing.propose", "hazards.proposing.put_forward",
    "interviews.stepping.take", "interviews.opening.join", "interviews.opening.order", "interviews.opening.strike_answers", "interviews.people.put",
    "interviews.documents.numbered", "interviews.documents.issue_of", "interviews.rectifying.report", "interviews.rectifying.circulate",
    "interviews.rectifying.hand_over", "interviews.superior.correct_superior", "interviews.superior.strike_superior", "interviews.superior.strike_decision",
    "interviews.importing.import_superiors", "papers.issuing.issue", "papers.templating.adopt", "papers.templating.restore", "papers.templating.go_back",
    "enterprises.charges.change_kind", "enterprises.cells.change_cell", "enterprises.cells.change_holder", "enterprises.cells.hand_over",
    "enterprises.cells.end_holder", "enterprises.cells.strike_holder", "enterprises.delegations.renew", "enterprises.delegations.change_delegation",
    "enterprises.delegations.end_delegation", "enterprises.delegations.strike_delegation", "enterprises.bulk.enter", "enterprises.bulk.restate",
    "enterprises.undoing.undo", "enterprises.imports.receive", "enterprises.imports.apply", "enterprises.cells_import.import_cells",
    "enterprises.charges_import.import_charges", "enterprises.delegations_import.import_delegations",
})
# Where the verbs of the table are called: here, and in the tables of steps that it is made of.
CALLED_IN = ("tests/drill/processes.py", "tests/apps/hazards/test_dangers.py", "tests/apps/interviews/test_steps.py", "tests/apps/accidents/telling.py",
             "tests/apps/hazards/telling.py", "tests/apps/interviews/telling.py")


@pytest.fixture(scope="module")
def before_the_drill(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cast, Path]]:
    """The cast, made once."""
    files = tmp_path_factory.mktemp("kept")
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(FILES=files):
        yield make_cast(), files
        transaction.set_rollback(True)


@pytest.fixture
def city(before_the_drill: tuple[Cast, Path], settings: Any, tmp_path: Path) -> Iterator[Cast]:
    """The same for one test."""
    cast, files = before_the_drill
    settings.FILES = tmp_path / "files"
    shutil.copytree(files, settings.FILES)
    forget()
    for one in (*cast.unit.values(), *cast.officer.values(), *cast.account.values()):
        one.refresh_from_db()
    yield cast
    forget()


def breaks(city: Cast, verb: str, *, everywhere: bool) -> None:
    """Bring about what a verb is done to, then break it."""
    ready, done = PROCESSES[verb]
    found = ready(city)
    steps_of(lambda: done(city, found))  # once for what a process remembers for good: the steps are counted afterwards
    act_holds_when_broken(verb, lambda: done(city, found), everywhere=everywhere)


@pytest.mark.parametrize("verb", SLICE)
def test_a_verb_of_a_process_broken_on_its_way_leaves_everything_as_it_was(city: Cast, verb: str) -> None:
    breaks(city, verb, everywhere=False)


@pytest.mark.drill
@pytest.mark.parametrize("verb", PROCESSES)
def test_a_verb_of_a_process_broken_at_any_step_leaves_everything_as_it_was(city: Cast, verb: str) -> None:
    breaks(city, verb, everywhere=True)


def verbs_of(app: str) -> Iterator[str]:
    """Yield the public verbs of an application: functions of its actions that begin with who and when."""
    for path in sorted((ROOT / "anze" / app / "actions").glob("*.py")):
        for one in ast.parse(path.read_text("utf-8")).body:
            if isinstance(one, ast.FunctionDef) and not one.name.startswith("_") and [arg.arg for arg in one.args.args[:2]] == ["by", "now"]:
                yield f"{app}.{path.stem}.{one.name}"


def test_every_verb_of_a_process_is_broken_or_named_as_one_that_is_not() -> None:
    """A new verb: add it to processes.py, or to OTHERWISE with its like."""
    trees = [ast.parse((ROOT / path).read_text("utf-8")) for path in CALLED_IN]
    called = {name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)
              for name in [node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")]}
    renamed = {"strike_record": "strike"}
    called |= {renamed[name] for name in called if name in renamed}
    verbs = {verb for app in APPS for verb in verbs_of(app)}
    assert {verb for verb in verbs if verb.rpartition(".")[2] not in called} - OTHERWISE == set()
    assert verbs >= OTHERWISE
    assert len(AT_DANGERS) + len(AT_INTERVIEWS) == 21
