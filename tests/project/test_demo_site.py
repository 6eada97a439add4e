"""The demo city in the database: what the board shows of it equals what `anze evaluate` finds in its tables."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.conf import settings as site_settings
from django.core.exceptions import ValidationError

from anze.access.models import Grant
from anze.access.rights import Reach
from anze.accountability.models import Concerned
from anze.acts import pack as acts_pack
from anze.acts.models import Act, ActFact, Confirmation, Participant, Problem, ProblemStep, Withdrawal
from anze.acts.policies import STEPS_FROM, state_of
from anze.assessments.models import Approval
from anze.assessments.queries.confirmed import confirmed_results
from anze.duties import world as held
from anze.duties.models import Acknowledgement, ContactPoint, KeyWorkItem, Message, Urge
from anze.duties.queries.dutylists import holders
from anze.law.index import FactIndex
from anze.law.input.folder import read_folder
from anze.law.known import Known
from anze.law.pack import load_pack
from anze.law.question import Question
from anze.law.recurring.obligations import Recurrence
from anze.law.rules.shape import structure
from anze.law.rules.standing import standing
from anze.people.models import Account, Officer, OfficerVersion, Tenure, Unit, UnitVersion
from anze.people.moment import SHANGHAI
from anze.project.demo import write_demo
from anze.project.loading import holding
from anze.project.loading.load import load_demo
from anze.record.models import Entry, Sealed
from anze.record.seal import GENESIS, content_digest, fields_digest

DAY = date(2024, 8, 31)
NOW = datetime(2024, 8, 31, 17, tzinfo=SHANGHAI)
SINCE = date(2024, 1, 1)

pytestmark = pytest.mark.xdist_group("the demo city")  # made once: all of it is tested by one process


@pytest.fixture(scope="module")
def city(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Eight months of the demo city, in a transaction that is undone afterwards."""
    from django.db import transaction

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_settings, "EFFECTIVE_FROM", SINCE.isoformat())
        _forget()
        with transaction.atomic():
            load_demo(1, DAY, NOW)
            yield
            transaction.set_rollback(True)
        _forget()


def _forget() -> None:
    held.forget()
    held.pack_in_force.cache_clear()
    acts_pack.pack_in_force.cache_clear()


class Found(NamedTuple):
    """An obligation, as plain values."""

    duty: str
    unit: str
    officers: tuple[str, ...]
    period: str
    status: int
    done: int
    due_soon: bool
    vacant: bool


def obligations(recurrence: Recurrence, asked: Question) -> list[Found]:
    found = []
    for block in recurrence.blocks(asked):
        for row, period in enumerate(block.periods()):
            officers = sorted(recurrence.roll.officers[code] for code in block.officers[block.officer_at[row]:block.officer_at[row + 1]])
            found.append(Found(block.duty.id, recurrence.roll.units[block.unit[row]], tuple(officers), period.name, int(block.status[row]),
                               int(block.done[row]), bool(block.due_soon[row]), bool(block.vacant[row])))
    return sorted(found)


def plain(findings: Any) -> list[str]:
    return sorted(str(sorted((key, str(value)) for key, value in finding.items())) for finding in findings)


@pytest.mark.parametrize("day", [DAY, date(2024, 8, 1), date(2024, 5, 15)])
def test_the_site_finds_what_evaluate_finds_in_the_tables(city: None, tmp_path: Path, day: date) -> None:
    asked, pack = Question(day, DAY), replace(load_pack("qingyuan-draft"), effective_from=SINCE)
    write_demo(tmp_path, 1, DAY)
    tables = read_folder(tmp_path, pack)
    world = held.world(asked, DAY)
    expected = obligations(Recurrence(pack, tables.roll, tables.acts), asked)
    assert len(expected) > 5_000
    assert {found.status for found in expected} >= {0, 1, 2}
    assert obligations(world.recurrence, asked) == expected
    evaluated, known = Known(pack, FactIndex(tables.facts), asked), world.known(asked)
    assert plain(standing(known)) == plain(standing(evaluated)) != []
    assert plain(structure(known)) == plain(structure(evaluated)) != []


def test_the_ledger_has_an_entry_for_every_change_in_the_order_of_recording_and_holds(city: None) -> None:
    entries = list(Entry.objects.order_by("seq").select_related("sealed"))
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert max(entry.at for entry in entries) <= NOW
    previous = GENESIS
    for entry in entries:
        assert (entry.previous, entry.digest) == (previous, fields_digest(entry))
        assert content_digest(bytes(entry.sealed.key), entry.sealed.text) == entry.content
        previous = entry.digest
    assert Sealed.objects.count() == len(entries)
    count = Counter((entry.object_type, entry.verb) for entry in entries)
    assert count["act", "登记履职"] == Act.objects.count()
    assert count["tenure", "登记任期"] + count["tenure", "免职"] == Tenure.objects.count()
    assert count["contact", "安排挂点"] + count["contact", "结束挂点"] == ContactPoint.objects.count()
    assert count["unit", "登记单位"] == UnitVersion.objects.count() == Unit.objects.count()
    assert count["officer", "登记人员"] == OfficerVersion.objects.count() == Officer.objects.count()
    assert sum(number for (kind, _), number in count.items() if kind == "problem") == ProblemStep.objects.count()


def test_every_fact_names_the_entry_that_wrote_it(city: None) -> None:
    seqs = dict(Entry.objects.filter(object_type="act", verb="登记履职").values_list("object_id", "seq"))
    facts = list(ActFact.objects.values_list("act__uid", "written_seq"))
    assert facts
    assert [fact for fact in facts if seqs[fact[0]] != fact[1]] == []
    gone = dict(Entry.objects.filter(object_type="act", verb__in=["撤回履职", "不认可代录"]).values_list("object_id", "seq"))
    struck = list(ActFact.objects.exclude(struck_on=None).values_list("act__uid", "struck_seq"))
    assert struck
    assert dict(struck) == gone


def test_key_work_is_owned_by_who_leads_it_and_done_by_the_department_that_it_concerns(city: None) -> None:
    items = list(KeyWorkItem.objects.select_related("list__unit", "officer", "department"))
    assert items
    leads = {"gov_head", "gov_executive_deputy", "gov_deputy", "safety_deputy", "other_leader"}
    for item in items:
        assert item.list.issued_on is not None
        held = Tenure.objects.held_on(item.list.issued_on).filter(officer=item.officer, unit=item.list.unit).values_list("post", flat=True)
        assert leads & set(held), item.content
        assert item.department is None or item.department.parent == item.list.unit
    assert {item.department.name for item in items if item.department and "校车" in item.content and item.list.unit.code == "441881"} == {"英德市教育局"}
    towns = [item for item in items if item.list.unit.level == "town"]
    assert towns and all(item.department is None for item in towns)


def test_most_leaders_have_signed_for_their_list_and_read_what_they_were_urged_about(city: None) -> None:
    entries = Counter(Entry.objects.values_list("verb", flat=True))
    signed = list(Acknowledgement.objects.select_related("officer", "by"))
    assert entries["签收职责清单"] == len(signed) > 500
    assert all(one.by.officer == one.officer for one in signed)
    states = Counter(one.state for one in holders(held.world(Question(DAY, DAY), DAY), Question(DAY, DAY), Reach(everything=True)) if one.list.entries)
    assert states["signed"] > 4 * states["unsigned"] > 0
    urges, messages = Urge.objects.all(), Message.objects.filter(kind="urge")
    assert {one.on for one in urges} == {one.on for one in messages} and len({one.on for one in urges}) >= 3
    assert 0 < messages.exclude(read_at=None).count() < messages.count()
    assert all(one.read_at is None or one.made_at < one.read_at <= NOW for one in messages)


def test_rows_keep_the_rules_of_their_models(city: None) -> None:
    faults = []
    for model in (Unit, Officer, Tenure, ContactPoint, Act, Participant, Problem, ProblemStep, Confirmation, Withdrawal, Grant, Account):
        for row in model.objects.order_by("pk")[::max(1, model.objects.count() // 20)]:
            try:
                row.full_clean(validate_unique=False, validate_constraints=False, exclude=["password"])
            except ValidationError as fault:
                faults.append((model.__name__, row.pk, fault))
    assert faults == []


def test_no_problem_skips_a_step_and_some_hang(city: None) -> None:
    problems = list(Problem.objects.prefetch_related("steps"))
    for problem in problems:
        state = "open"
        for step in problem.steps.all():
            assert step.kind in STEPS_FROM[state]
            state = step.kind
    states = Counter(map(state_of, problems))
    assert states["closed"] > states["open"] > 0
    assert any(problem.deadline and problem.deadline < DAY and state_of(problem) == "open" for problem in problems)


def test_each_kind_of_user_has_a_demo_account_that_opens_the_home_page(city: None) -> None:
    from anze.access.permissions import PERMISSIONS
    from anze.access.rights import rights_of
    from anze.access.roles import ROLES

    shown = Account.objects.filter(username__startswith="demo-")
    assert {role for account in shown for role in rights_of(account).roles} == set(ROLES)
    assert {name.rpartition("-")[2] for name in shown.filter(username__startswith="demo-office").values_list("username", flat=True)} == {
        "city", "county", "town"}
    assert all(rights_of(account).may("signed_in") for account in shown)
    assert set(PERMISSIONS) == {name for name in PERMISSIONS for account in shown if rights_of(account).may(name)}
    assert not any(account.check_password("") or account.check_password("demo") for account in shown)


def test_secretaries_left_some_for_leaders_to_confirm(city: None) -> None:
    leaders = Account.objects.filter(username__in=["demo-leader-city", "demo-leader-county"]).values("officer")
    waiting = Act.objects.filter(on_behalf_of__in=leaders, confirmations=None, withdrawal=None).select_related("recorded_by")
    assert len(waiting) >= 3
    assert {act.recorded_by.username for act in waiting if act.recorded_by} <= {"demo-secretary-county", "ms-441800"}


def test_a_demo_is_known_as_one(city: None) -> None:
    assert holding.held() == holding.Held(anything=True, demo=True, until=DAY)


@pytest.mark.django_db
def test_what_is_no_demo_is_never_removed() -> None:
    Account.objects.create_user(username="demo-office-city", name="真实")
    assert not holding.held().demo
    with pytest.raises(RuntimeError):
        holding.empty()


def test_last_years_assessment_is_published_and_the_meetings_that_approved_it_are_on_record(city: None) -> None:
    """So that the public pages can be tried; each meeting was entered like any other and does none of the quarter's meetings for work safety."""
    found = confirmed_results(DAY, published=True)
    assert {(one.year, one.group) for one in found} == {(DAY.year - 1, "below")}
    assert len({one.uid for one in found}) == 1
    approvals = list(Approval.objects.current().filter(assessment__uid=found[0].uid).select_related("meeting"))
    assert {one.body for one in approvals} == {"standing_committee", "executive_meeting"}
    assert {one.digest for one in approvals} == {one.digest for one in found}
    recorded = set(Entry.objects.filter(object_type="act", verb="登记履职").values_list("object_id", flat=True))
    assert {one.meeting.uid for one in approvals} <= recorded
    assert not ActFact.objects.filter(act__in=[one.meeting for one in approvals], topics__contains="work_safety").exists()


def test_a_town_head_who_had_done_everything_is_not_held_accountable(city: None) -> None:
    """第三十条: tested by what was on record on the day of the accident, decided by another than who drafted, and no measure of it."""
    one = Concerned.objects.in_state("cleared").get()
    assert one.tests.get().exempt and not one.measures.exists()
    assert [step.kind for step in one.steps.order_by("pk")] == ["list", "test", "notify", "receipt", "state", "draft", "decide", "clear"]
    assert one.tenure.start <= one.case.day <= (one.tenure.end or DAY)
