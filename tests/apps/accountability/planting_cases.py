"""A case about a stranger's head, with everything that a case keeps; each text bears the canary's word. Which address is given which of it."""

from datetime import date
from typing import Final

from anze.access.models import Grant
from anze.accountability.actions import answering, deciding, finding, opening, people, serving
from anze.accountability.models import CaseFile, Decision, Served
from anze.accountability.told import Drafted, Proposal, Wanted
from anze.acts.evidence.examine import examined
from anze.people.models import Account, Tenure
from tests.apps.access.planting import BEFORE, DAY, NOW, Planted
from tests.cast import Cast
from tests.hostile.office import pdf

GIVEN_CASES: Final[dict[str, str]] = dict(line.split(maxsplit=1) for line in """
accountability:case uid=case
accountability:case_opening uid=case form=!pdf
accountability:case_take uid=case kind=!fact
accountability:case_files uid=case
accountability:case_file uid=case pk=case_file
accountability:case_strike uid=case what=!fact pk=case_fact
accountability:case_member_end uid=case pk=case_member kind=!leave
accountability:case_readings uid=case
accountability:person uid=case_person
accountability:person_take uid=case_person kind=!propose_lift
accountability:person_paper uid=case_person pk=case_served form=!pdf
accountability:decision_paper uid=case_person pk=case_decision form=!pdf
accountability:own uid=case_person
accountability:own_state uid=case_person
accountability:own_contest uid=case_person
accountability:own_file uid=case_person pk=case_own_file
accountability:own_receive uid=case_person pk=case_served
accountability:own_paper uid=case_person pk=case_served form=!pdf
""".strip().splitlines())


def plant_case(cast: Cast, found: Planted) -> None:
    """Plant a case in the stranger's county: two of its discipline officers are on it, and nobody else."""
    word, county, head = found.word, cast.unit[found.owner.removesuffix("安委办")], found.made["officer"]
    by, second = (_officer(cast, found, name) for name in ("查办", "复核"))
    case = opening.propose(by, BEFORE, Proposal(unit=county, organ="discipline", rule="25.1", day=DAY, title=f"{word}案由", reasons=f"{word}理由",
                                                approver=second))
    opening.approve(second, BEFORE, case, note=f"{word}同意")
    fact = finding.add_fact(by, BEFORE, case, on=DAY, text=f"{word}事实")
    finding.add_evidence(by, BEFORE, case, kind="other", text=f"{word}证据", fact=fact)
    [file] = finding.add_files(by, BEFORE, case, [examined(f"{word}笔录.pdf", len(pdf()), iter([pdf()]))])
    one = people.list_person(by, BEFORE, case, Tenure.objects.current().get(officer=head), managed_by="county", share="main")
    serving.notify(by, BEFORE, one, text=f"{word}告知", on=date(2026, 5, 26), way="direct", due=date(2026, 6, 10))
    answering.state(cast.account[f"{word}本人"], BEFORE, one, text=f"{word}申辩", nothing_more=True,
                    files=[examined(f"{word}佐证.pdf", len(pdf()), iter([pdf()]))])
    deciding.draft(by, BEFORE, one, Drafted(kind="measures", by="discipline", body=f"{word}市纪委", reasons=f"{word}认定", measures=(Wanted(kind="诫勉"),),
                                         authority=f"{word}批准"))
    deciding.decide(second, NOW, one, on=date(2026, 6, 1))
    serving.serve(by, NOW, one, on=date(2026, 6, 2), way="direct")
    found.made |= {"case": case.uid, "case file": file, "case own file": CaseFile.objects.get(statement__concerned=one),
                   "case fact": fact, "case member": case.members.get(account=by), "case person": one.uid,
                   "case served": Served.objects.filter(concerned=one).latest("pk"), "case decision": Decision.objects.get(concerned=one)}


def _officer(cast: Cast, found: Planted, name: str) -> Account:
    """Return a discipline officer of the stranger's county."""
    made = Account.objects.create_user(username=f"{found.made['unit'].code}-{name}", name=name, password_changed_at=BEFORE)
    Grant.objects.create(account=made, role="discipline", unit=cast.unit[found.owner.removesuffix("安委办")], given_at=BEFORE)
    cast.account[made.username] = made
    return made
