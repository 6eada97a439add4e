"""What the page of a case and the page of a person on it show, read together."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from anze.access.rights import Rights
from anze.accountability.codes import OUTCOMES, REVIEWS, ROLES
from anze.accountability.models import Case, CaseFile, Concerned, Decision, Evidence, Measure, Served, Tested
from anze.accountability.policies import CASE, PERSON, WAY, State
from anze.accountability.queries.accidents import numbered
from anze.accountability.queries.called import called
from anze.accountability.queries.closing import unfinished
from anze.accountability.queries.drafts import intended, wanted_of
from anze.accountability.queries.ending import ended_of, unanswered, waiting
from anze.accountability.queries.entitled import lacking, not_to_end, verbs_open
from anze.accountability.queries.frozen import changed, digest_of_text
from anze.accountability.queries.lasting import lasting_of, stands
from anze.accountability.queries.law import all_routes, circumstances, tests, together
from anze.accountability.queries.lifting import lift_due, waiting_lift
from anze.accountability.queries.listed import names_of
from anze.accountability.queries.outcomes import came_of
from anze.accountability.queries.places import named_place
from anze.accountability.queries.repeated import to_take_on
from anze.accountability.queries.sound import returnable, unready
from anze.accountability.queries.standing import contestable, decision_state, open_to, refusal, states_of
from anze.accountability.queries.stopping import standing_stop, stoppable, waiting_stop
from anze.accountability.queries.story import story
from anze.accountability.queries.tested import rested_on, shown_tests
from anze.documents.official import in_words
from anze.duties.sources import Told, told
from anze.people.models import Account, Tenure

# What is done beside the way of a case, or back on it: buttons that do not stand out.
ASIDE: Final = frozenset({"circumstance", "test", "return", "unresult", "drop", "waive", "propose_lift", "return_lift", "undraft", "change", "propose_stop",
                          "return_stop", "strike_stop",
                          "enter_statement", "enter_review", "enter_appeal"})


def case_page(case: Any, role: str, rights: Rights, today: date) -> dict[str, Any]:
    """Return what the page of a case shows to a member in a role on a day."""
    kinds = [kind for kind in verbs_open(CASE, case.state, role) if kind != "withdraw" or case.proposed_by == rights.account]
    pieces = [_piece(one, rights) for one in case.evidence.select_related("file", "recorded_by").order_by("pk")]
    people = Concerned.objects.with_state().filter(case=case).select_related("officer", "tenure__unit").order_by("pk")
    return {
        "case": case, "state": CASE.states[case.state], "role": ROLES[role], "kinds": kinds,
        "verbs": [(kind, CASE.verbs[kind]) for kind in kinds],
        "unfinished": unfinished(case) if case.state == "open" else [],
        "lacking": [(one, ROLES[one]) for one in lacking(case)] if case.state not in {"refused", "withdrawn"} else [],
        "people": [(one, stands(one, one.state, today)) for one in people],  # type: ignore[attr-defined]
        "facts": [(fact, [piece for piece in pieces if piece[0].fact_id == fact.pk], names_of(fact)) for fact in case.facts.order_by("date", "pk")],
        "loose": [piece for piece in pieces if piece[0].fact_id is None], "files": list(case.files.select_related("recorded_by").order_by("pk")),
        "members": [(one, [kind for kind in ("leave", "recuse") if not one.ended_at and not not_to_end(rights.account, one, kind)])
                    for one in case.members.select_related("account", "added_by", "ended_by", "case__unit").order_by("pk")],
        "steps": story(case.steps.select_related("by", "concerned__officer")),
        "accident": told("accidents", [case.accident], rights).get(case.accident, Told(numbered(case.accident))) if case.accident else None,
    }


def _piece(one: Evidence, rights: Rights) -> tuple[Evidence, Any]:
    return one, named_place(one.place, rights)


def person_page(one: Any, role: str, rights: Rights, today: date) -> dict[str, Any]:
    """Return what the page of a person on a case shows to a member in a role."""
    decisions = list(one.decisions.select_related("drafted_by", "decided_by").order_by("pk"))
    before = to_take_on(one, today)
    verbs = _person_verbs(one, role, today, rights.account, repeats=bool(before))
    ended = ended_of(row) if (row := waiting(one)) else None
    known = circumstances()
    measures, at = _measures(one, one.measures.order_by("date", "pk"), today), stands(one, one.state, today)
    return {
        "one": one, "case": one.case, "state": at, "next": _next(one, at),
        "role": ROLES[role], "verbs": [(kind, _label(kind, one)) for kind in verbs],
        "leading": set(verbs) - ASIDE - (set() if one.state == "listed" and not unready(one) else {"notify"}),
        "lacking": [(each, ROLES[each]) for each in lacking(one.case)],
        "way": _way(one.state), "may_strike": "strike" in verbs_open(CASE, _state_of(one.case), role),
        "may_pack": rights.may("dossier.make"), "day": one.case.day.isoformat(),
        "now_at": Tenure.objects.current().filter(officer=one.officer, end=None).select_related("unit").order_by("unit__path"),
        "circumstances": [(row, known.get(row.rule), list(row.evidence.all()))
                          for row in one.circumstances.prefetch_related("evidence").order_by("rule", "pk")],
        "before": before, "may_repeat": "repeat" in verbs, "tests_apply": tests(one.case),
        "tests": shown_tests(one, rights), "measures": measures,
        "decisions": [(row, wanted_of(row), _lamp(row), called(row), *_kept(row)) for row in decisions],
        "together": together(row for row in measures if row.struck_at is None), "served": _with_fate(one),
        "statements": list(one.statements.select_related("by").prefetch_related("files").order_by("pk")), "lifting": waiting_lift(one),
        "stops": [each for each in (waiting_stop(one), standing_stop(one)) if each],
        "remedies": list(one.remedies.select_related("by").prefetch_related("files").order_by("pk")),
        "ended": ended, "ended_row": row, "ended_as": OUTCOMES[ended.outcome] if ended else "",
        "routes": _named(one), "steps": story(one.steps.select_related("by")),
    }


def _person_verbs(one: Any, role: str, today: date, by: Account, *, repeats: bool) -> list[str]:
    """Return the verbs that a member in a role may take about a person now: of each decision those that its own state opens, and none that cannot apply."""
    states, waits = states_of(one), [each for each in one.decisions.filter(decided_at__isnull=False).order_by("pk") if decision_state(each) == "decided"]
    shut = set() if repeats else {"repeat"}
    shut |= set() if returnable(one) else {"return"}
    shut |= {"serve", "clear"} - ({"clear" if waits[-1].kind == "none" else "serve"} if waits else set())
    ended = ended_of(row) if (row := waiting(one)) else None
    shut |= {"unresult", *OUTCOMES} - ({"unresult", ended.outcome} if ended else set())
    shut |= set() if unanswered(one) else {"result"}
    shut |= set() if tests(one.case) else {"test", "circumstance"}
    shut |= ({"propose_lift"} if waiting_lift(one) else {"return_lift", "approve_lift"}) | (set() if lift_due(one, today) else {"propose_lift"})
    shut |= {"propose_stop"} - ({"propose_stop"} if stoppable(one) else set())
    shut |= {"return_stop", "approve_stop"} - ({"return_stop", "approve_stop"} if waiting_stop(one) else set())
    shut |= set() if standing_stop(one) else {"strike_stop"}
    shut |= {"enter_review", "enter_appeal"} - {"enter_review" if way.remedy.code in REVIEWS else "enter_appeal" for way in all_routes(one)}
    shut |= set() if one.decisions.filter(decided_at=None, returned_at=None, drafted_by=by).exists() else {"undraft"}
    shut |= {"draft"} if {"drafted", "notified"} & set(states) else set()
    shut |= {"draft", "notify", "change"} if _state_of(one.case) == "closed" else set()
    return [kind for kind in open_to(one, role) if kind not in shut]


def _next(one: Any, at: State) -> str:
    """Return what comes next for a person on a case; nothing where the case is closed."""
    return at.next if _state_of(one.case) != "closed" else "案件已经结案，这里不再办理；复核、申诉的期限没有过的，本人仍可以提出。"


def _label(kind: str, one: Any) -> str:
    """Return how a verb is called on the page: whoever was told once is told more."""
    return "补充告知" if kind == "notify" and one.state != "listed" else PERSON.verbs[kind].label


def _lamp(decision: Decision) -> Any:
    """Return how a decision stands; None for one that was sent back."""
    return PERSON.states.get(decision_state(decision))


def _kept(decision: Decision) -> tuple[str, list[str], Tested | None]:
    """Return the digest of the words of a decision, what changed since of what they rest on as long as it is not served, and the test it rests on."""
    waits = decision_state(decision) in {"drafted", "decided"}
    return digest_of_text(decision) if decision.text else "", changed(decision) if waits else [], rested_on(decision)


def _named(one: Concerned) -> list[tuple[str, list[Any]]]:
    """Return the ways to contest, decision by decision, each called by its body and day."""
    found: dict[int, list[Any]] = {}
    for way in all_routes(one):
        found.setdefault(way.about, []).append(way)
    decisions = {row.pk: row for row in one.decisions.filter(pk__in=found)}
    return [(called(decisions[pk]), ways) for pk, ways in found.items()]


def _state_of(case: Case) -> str:
    return str(Case.objects.with_state().get(pk=case.pk).state)  # type: ignore[attr-defined]


def _way(state: str) -> list[tuple[str, str]]:
    """Return the straight way with where the person stands on it; nothing for who stands beside it."""
    if state not in WAY:
        return []
    at = WAY.index(state)
    return [(PERSON.states[name].label, "done" if place < at else "here" if place == at else "ahead") for place, name in enumerate(WAY)]


def own_page(one: Concerned, today: date) -> dict[str, Any]:
    """Return what the person concerned sees on a day: what was served on him, his own words, the ways to contest. Nothing else of the case."""
    return {
        "one": one, "served": _with_fate(one),
        "statements": list(one.statements.prefetch_related("files").order_by("pk")), "remedies": list(one.remedies.prefetch_related("files").order_by("pk")),
        "routes": all_routes(one), "contested": _named(one),
        "measures": _measures(one, one.measures.current().filter(decision__served__kind="decision").distinct().order_by("date", "pk"), today),
        "may_state": refusal(one, "state") == "", "may_contest": bool(contestable(one)),
    }


def _measures(one: Concerned, rows: Iterable[Measure], today: date) -> list[Any]:
    """Return measures, each with `how` it stands on a day, those that stand in the place of others since a review or appeal with `came`: of which."""
    found: list[Any] = list(rows)
    came, how = came_of(one), lasting_of(found, today)
    for measure in found:
        measure.came, measure.how = came.get(measure.pk, ""), how[measure.pk]
    return found


def _with_fate(one: Concerned) -> list[Served]:
    """Return what was served, each notice with the kinds of measure `intended`, each decision with `fate`: that it was altered or revoked since. The paper
    itself stays as it was served."""
    rows = list(one.served.order_by("pk"))
    ended: dict[int | None, Any] = {row.decision_id: row for row in one.remedies.filter(outcome__in=("alter", "revoke")).order_by("pk")}
    last_notice = max((row.pk for row in rows if row.kind == "notice" and row.replaces), default=0)
    for row in rows:
        row.replaced = row.kind == "notice" and row.pk < last_notice  # type: ignore[attr-defined]
        row.intended = intended(row)  # type: ignore[attr-defined]
        row.about = called(row.decision) if row.decision else ""  # type: ignore[attr-defined]
        last = ended.get(row.decision_id) if row.kind == "decision" else None
        row.fate = f"这个决定{in_words(last.outcome_on)}经{last.get_kind_display()}{OUTCOMES[last.outcome]}。下面是送达时的原件，没有改动。" if last else ""  # type: ignore[attr-defined]
    return rows


def own_files(one: Concerned) -> QuerySet[CaseFile]:
    """Return the files that came with what the person stated or asked for: his own, and the scans of what he handed in on paper."""
    return CaseFile.objects.filter(Q(statement__concerned=one) | Q(remedy__concerned=one))


def own_rows(rights: Rights) -> list[Concerned]:
    """Return the cases, as far as anything was served, about the officer that the account is."""
    if not rights.account.officer_id:
        return []
    rows = Concerned.objects.filter(officer=rights.account.officer_id, served__isnull=False).distinct().order_by("-pk")
    return list(rows.prefetch_related("served"))
