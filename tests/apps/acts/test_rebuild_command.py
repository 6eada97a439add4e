"""`anze rebuild` says what differs, and puts it right unless only asked to look."""

import pytest
from click.testing import CliRunner

from anze.acts.actions.recording import record_act
from anze.acts.models import ActFact
from anze.project.cli import anze
from tests.apps.acts.telling import JUNE_15, inspection
from tests.cast import Cast


def run(*arguments: str) -> tuple[int | None, str]:
    result = CliRunner().invoke(anze, ["rebuild", *arguments], standalone_mode=False)
    assert result.exception is None, result.exception
    return result.return_value, result.output


def test_it_looks_and_then_mends(cast: Cast) -> None:
    record_act(None, JUNE_15, inspection(cast))
    assert run("--check") == (0, "全部一致。\n")
    ActFact.objects.update(officer="p1")
    status, said = run("--check")
    assert (status, "不一致的字段：officer" in said, "没有改动" in said) == (1, True, True)
    assert ActFact.objects.get().officer == "p1"
    status, said = run()
    assert (status, "已改正" in said, ActFact.objects.get().officer) == (0, True, "p4")


@pytest.mark.django_db
def test_an_empty_site_agrees() -> None:
    assert run() == (0, "全部一致。\n")
