"""Each promise is kept by a test that was seen to fail: what is planted here, and in the tests named below, must be found."""

import ast
from pathlib import Path
from typing import Any, Final
from unittest import mock

import pytest

from anze.acts.models import Act
from tests.apps.access import test_strangers
from tests.apps.access.test_strangers import City, city
from tests.architecture.tree import ROOT
from tests.drill import test_full_disk
from tests.drill.killing import Site, drill
from tests.drill.test_killed_server import copied, survives

__all__ = ["city"]  # the fixture of the walk by ids
# promise → the test that keeps it and the one that sees it fail on a planted defect
SEEN_TO_FAIL: Final[dict[str, tuple[str, str]]] = {
    "what was acknowledged is kept": (
        "drill/test_killed_server.py::test_what_sqlite_acknowledged_survives_two_kills",
        "drill/test_seeded_defects.py::test_an_acknowledgement_before_the_commit_is_found"),
    "no half-done work": (
        "drill/test_processes_not_half_done.py::test_a_verb_of_a_process_broken_on_its_way_leaves_everything_as_it_was",
        "drill/test_nothing_half_done.py::test_the_drill_finds_a_verb_that_records_outside_its_transaction"),
    "no verb escapes the drill": (
        "drill/test_every_verb.py::test_every_verb_of_the_code_and_every_step_of_its_tables_is_broken_in_the_drill",
        "drill/test_every_verb.py::test_a_verb_that_no_table_names_is_found"),
    "disk full": (
        "drill/test_full_disk.py::test_a_full_volume_of_files_refuses_in_words_and_leaves_nothing",
        "drill/test_seeded_defects.py::test_half_a_file_that_stays_on_a_full_disk_is_found"),
    "who may see what": (
        "apps/access/test_matrix.py::test_each_kind_of_user_reaches_exactly_what_the_table_says",
        "apps/access/test_matrix.py::test_the_search_finds_a_view_that_answers_too_many"),
    "no leak by id": (
        "apps/access/test_strangers.py::test_a_stranger_s_record_is_not_found_by_its_id",
        "drill/test_seeded_defects.py::test_a_record_fetched_past_the_person_is_found"),
    "no leak by a list": (
        "apps/access/test_strangers.py::test_no_filter_brings_a_stranger_out",
        "apps/access/test_strangers.py::test_the_walk_finds_a_list_that_forgets_its_reach"),
    "three administrators, by page": (
        "apps/access/test_three_administrators.py::test_by_page_nobody_does_what_is_anothers",
        "apps/access/test_three_administrators_data.py::test_with_the_defect_planted_the_page_lets_it_through"),
    "three administrators, by verb": (
        "apps/access/test_three_administrators.py::test_by_verb_nobody_does_what_is_anothers",
        "apps/access/test_three_administrators_data.py::test_with_the_defect_planted_the_verb_goes_through"),
    "three administrators, by SQL": (
        "apps/access/test_three_administrators.py::test_by_sql_nobody_does_what_is_anothers",
        "apps/access/test_three_administrators.py::test_without_the_triggers_the_attempt_would_have_gone_through"),
    "three administrators, by address": (
        "apps/access/test_three_administrators_data.py::test_by_endpoint_no_administrator_reads_or_does_business",
        "apps/access/test_three_administrators_data.py::test_with_the_permission_planted_the_endpoint_opens"),
    "no administrator takes another over": (
        "apps/access/test_three_administrators_accounts.py::test_by_verb_it_is_refused",
        "apps/access/test_three_administrators_accounts.py::test_with_neither_it_would_have_gone_through"),
    "the ledger is evidence": (
        "drill/test_ledger_attacks.py::test_twenty_attacks_of_each_kind_are_found",
        "drill/test_ledger_attacks.py::test_without_a_checkpoint_a_rewritten_ledger_passes"),
    "backup and restore": (
        "project/test_backup.py::test_a_hundred_of_a_hundred_damaged_backups_are_refused_and_nothing_is_touched",
        "project/test_backup.py::test_without_the_checks_damage_would_have_been_restored"),
    "an encrypted backup": (
        "project/test_backup_sealed.py::test_whatever_was_done_to_it_is_found_and_told_with_a_remedy",
        "project/test_backup_sealed.py::test_without_the_place_in_the_nonce_exchanged_and_missing_pieces_would_open"),
}
EARLY: Final = """
import django; django.setup()
import threading, time
from types import SimpleNamespace
from django.db import connection
from anze.acts.views import recording
real = recording.record_act
def early(by, now, told, **more):
    def later():
        time.sleep(0.3)
        real(by, now, told, **more)
        connection.close()
    threading.Thread(target=later, daemon=True).start()
    return SimpleNamespace(uid="LZ-1", recorded_at=now)
recording.record_act = early
recording.take_in = lambda *_: []
"""


def test_each_of_these_tests_is_there() -> None:
    for promise, tests in SEEN_TO_FAIL.items():
        for one in tests:
            path, _, name = one.partition("::")
            names = {node.name for node in ast.parse((ROOT / "tests" / path).read_text("utf-8")).body if isinstance(node, ast.FunctionDef)}
            assert name in names, (promise, one)


@pytest.mark.drill
@pytest.mark.django_db
def test_an_acknowledgement_before_the_commit_is_found(tmp_path: Path) -> None:
    copied(tmp_path)
    site = Site(tmp_path, planted=EARLY)
    with pytest.raises(AssertionError, match="lost"):
        survives(drill(site, 2, 12), site)


@pytest.mark.django_db
def test_half_a_file_that_stays_on_a_full_disk_is_found(settings: Any, tmp_path: Path, time_machine: Any) -> None:
    """Planted: nothing is cleaned up."""
    with mock.patch.object(Path, "unlink", lambda *_, **__: None), pytest.raises(AssertionError):
        test_full_disk.test_a_full_volume_of_files_refuses_in_words_and_leaves_nothing(settings, tmp_path, time_machine, "files")


@pytest.mark.drill
@pytest.mark.django_db
def test_a_record_fetched_past_the_person_is_found(city: City) -> None:
    with mock.patch.object(type(Act.objects.all()), "visible_to", lambda self, *_, **__: self), pytest.raises(AssertionError, match="/acts/"):
        test_strangers.test_a_stranger_s_record_is_not_found_by_its_id(city, "英德安委办")
