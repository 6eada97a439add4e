"""No verb escapes the drill: what there is is read from the code, what is broken is seen while it is done, and what is not is named here with why."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import transaction

from anze.duties.world import forget
from tests.architecture.tree import ROOT
from tests.cast import Cast, make_cast
from tests.drill.processes import AT_DANGERS, AT_INTERVIEWS, PROCESSES
from tests.drill.verbs import VERBS, ready
from tests.drill.watching import Watch, apps_with_verbs, courses, verbs_of

pytestmark = pytest.mark.django_db
UNBROKEN: Final[dict[str, tuple[str, ...]]] = {
    "a workbook is taken whole or not at all: its own tests break it off": (
        "assessments.importing.import_scores", "duties.contacts_import.import_contacts", "duties.keywork_import.import_items",
        "duties.safety_lists_import.import_lists", "enterprises.cells_import.import_cells", "enterprises.charges_import.import_charges",
        "enterprises.delegations_import.import_delegations", "enterprises.imports.apply", "enterprises.imports.receive",
        "enterprises.undoing.undo", "interviews.importing.import_superiors", "letters.importing.import_register",
        "letters.importing.import_shares", "register.imports.apply", "register.imports.receive", "register.undoing.undo",
        "tours.findings_import.import_findings", "tours.importing.import_superiors", "tours.importing.import_tours",
        "yearly.tasks_import.import_tasks"),
    "what imports are made of": (
        "register.bulk.add_officers", "register.bulk.add_units", "register.bulk.begin_tenures", "register.bulk.change_units",
        "register.bulk.correct_tenures", "register.bulk.rename_officers"),
    "done once to an empty site": ("register.founding.found", "register.founding.load_divisions"),
    "a second verb of a kind that is broken": (
        "duties.urging_matters.urge_matters", "interviews.opening.join", "interviews.opening.order", "papers.templating.adopt",
        "papers.templating.go_back", "papers.templating.restore", "accountability.weighing.repeat"),
    "one statement": ("accountability.drafts.empty_case_draft",),
    "one line of the log, or files without rows": ("accounts.second_factor.passes", "workbook.actions.let_go"),
}
# Taken inside others, which are in the tables.
INNER: Final = frozenset({
    "accidents.changing.carry_out", "accountability.deciding.impose", "accountability.serving.serve_paper",
    "acts.evidence.carry_over", "assessments.deciding.retract",
    "assessments.documents.issue_drafts", "assessments.documents.issue_result", "assessments.documents.issue_scheme", "assessments.drawing.drawn",
    "dossiers.dropping.drop_holding",
    "hazards.following.date_anew", "hazards.following.follow_acceptance", "hazards.following.follow_closure", "hazards.following.follow_deadline",
    "hazards.following.follow_rejection", "hazards.following.keep_version", "hazards.proposing.put_forward", "hazards.stepping.step_danger",
    "hazards.stepping.step_listing", "interviews.documents.issue_of",
    "interviews.documents.numbered", "interviews.opening.strike_answers", "interviews.people.put", "letters.signing.signed_on_paper",
    "supervision.planning.answers", "supervision.stepping.step_task", "supervision.stepping.step_undertaking", "tours.documents.issue_of",
    "tours.documents.numbered"})
TABLES: Final = ("drill/*.py", "apps/*/telling*.py", "apps/enterprises/firms.py", "apps/hazards/test_dangers.py", "apps/hazards/test_listing.py",
                 "apps/interviews/test_steps.py")
UNTAKEN: Final = frozenset({
    ("accountability", "appeal"),  # taken as a review is, by the same verb
    ("accountability", "enter_appeal"),  # entered as a review is, by the same verb
    ("accountability", "repeat"),  # entered as a circumstance is
})


def escaped(watch: Watch) -> set[str]:
    """Return the verbs of the code, and the steps of its tables, that were not done under this watch and that nothing above excuses."""
    excused = {verb for verbs in UNBROKEN.values() for verb in verbs}
    verbs = {verb for app in apps_with_verbs() for verb in verbs_of(app)}
    kinds = {(app, kind) for app, kinds in courses().items() for kind in kinds}
    return verbs - watch.entered - excused | {f"{app}: {kind}" for app, kind in kinds - watch.kinds - UNTAKEN}


def _each(city: Cast) -> Iterator[tuple[str, Callable[[], Callable[[], object]]]]:
    """Yield every verb of the drill: how it is made ready, which gives what does it."""
    for name, (begin, done) in PROCESSES.items():
        def prepared(begin: Any = begin, done: Any = done) -> Callable[[], object]:
            found = begin(city)
            return lambda: done(city, found)
        yield name, prepared
    with transaction.atomic():
        ready(city)
        for name, (act, _) in VERBS.items():
            yield name, lambda act=act: lambda: act(city)  # type: ignore[misc]
        transaction.set_rollback(True)


@pytest.mark.drill
@pytest.mark.usefixtures("plain_papers")
def test_every_verb_of_the_code_and_every_step_of_its_tables_is_broken_in_the_drill(settings: Any, tmp_path: Path) -> None:
    """A new verb: add it to a table of the drill, or to UNBROKEN with its like."""
    settings.FILES = tmp_path / "files"
    watch, city, failed = Watch(), make_cast(), []
    accounts = dict(city.account)
    for name, prepared in _each(city):
        forget()
        for one in (*city.unit.values(), *city.officer.values(), *accounts.values()):
            one.refresh_from_db()
        try:
            with transaction.atomic():
                watch.during(prepared())
                transaction.set_rollback(True)
        except Exception as fault:  # all of them at once
            failed.append(f"{name}: {fault!r}")
        city.account = dict(accounts)
    assert failed == []
    assert escaped(watch) == set()


def test_a_verb_that_no_table_names_is_found() -> None:
    """Planted: a watch under which all was done but one step of a table, one verb."""
    watch = Watch()
    watch.entered = {verb for app in apps_with_verbs() for verb in verbs_of(app)} - {"tours.finding.strike"}
    watch.kinds = {(app, kind) for app, kinds in courses().items() for kind in kinds} - {("letters", "unsign")}
    assert escaped(watch) == {"tours.finding.strike", "letters: unsign"}
    assert {"tours", "letters", "assessments", "supervision", "accountability"} <= set(courses())


def test_every_verb_is_named_where_the_tables_are_made() -> None:
    """The quick look, without doing anything: a new verb is named in no table yet."""
    trees = [ast.parse(path.read_text("utf-8")) for pattern in TABLES for path in (ROOT / "tests").glob(pattern)]
    named = {node.attr if isinstance(node, ast.Attribute) else node.id for tree in trees for node in ast.walk(tree)
             if isinstance(node, ast.Attribute | ast.Name)}
    verbs = {verb for app in apps_with_verbs() for verb in verbs_of(app)} - {verb for verbs in UNBROKEN.values() for verb in verbs}
    assert {verb for verb in verbs if verb.rpartition(".")[2] not in named} - INNER == set()
    assert len(AT_DANGERS) + len(AT_INTERVIEWS) == 24


def test_what_is_excused_is_there() -> None:
    assert {verb for verbs in UNBROKEN.values() for verb in verbs} | INNER <= {verb for app in apps_with_verbs() for verb in verbs_of(app)}
