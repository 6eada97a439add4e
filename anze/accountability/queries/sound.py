"""Whether a decision may be made as it is drafted: asked when it is drafted, and again when it is approved, since things may have changed between —
evidence struck, who manages the cadre, the rules, another decision (第二十五至三十三条)."""

import json
from collections.abc import Sequence
from datetime import date

from anze.accountability.codes import DECISIONS, SHARES
from anze.accountability.models import Concerned, Decision, Evidence
from anze.accountability.policies import PERSON
from anze.accountability.queries.asked import ground_asked
from anze.accountability.queries.authority import left_open, mixed, powerless, unfit
from anze.accountability.queries.called import called
from anze.accountability.queries.doubling import doubled
from anze.accountability.queries.drafts import wanted_of
from anze.accountability.queries.frozen import changed, short
from anze.accountability.queries.hearing import kind_deciding
from anze.accountability.queries.law import fitting, known_rules, tests
from anze.accountability.queries.listed import facts_of
from anze.accountability.queries.standing import decision_state
from anze.accountability.queries.unsaid import unsaid
from anze.accountability.told import Drafted, Wanted
from anze.documents.official import in_words
from anze.law.national.authority import BODIES
from anze.law.national.combining import Received
from anze.law.national.effects import KINDS, effect_months
from anze.law.national.weights import compared
from anze.law.provisions import provision_label

Faults = dict[str, list[str]]


def unsound(one: Concerned, told: Drafted, on: date) -> Faults:
    """Return what forbids a decision as on a day, by field: measures that are none, a body that may not, no fact with evidence, no test where an
    accident is answered for, a second measure of a scheme without a mark, measures for somebody of whom it is not found how far he answers."""
    faults = _unwritten(told)
    kinds = [wanted.kind for wanted in told.measures]
    for wanted in told.measures:
        try:
            effect_months(wanted.kind, wanted.months, on)
        except ValueError as fault:
            faults.setdefault("months", []).append(f"{fault}。")
    if "months" not in faults and (new := untold(one, kinds, on)):
        faults.setdefault("measures", []).extend(new)
    if "by" not in faults and set(kinds) <= set(KINDS):
        for name, some in _powers(one, told, kinds, on).items():
            faults[name] = [*faults.get(name, []), *some]
    again = doubled(one, kinds, on) if "months" not in faults else []
    if again and not told.double.strip():
        faults["double"] = [*again, "同一事实在同一类处理中不重复处理。确有依据要并处的，在这里写明依据。"]
    if words := _against(one, told):
        faults["against"] = [words]
    if resting := [*_unproven(one), *_resting(one), *_unweighed(one, told), *(unsaid(one) if told.kind == "measures" else [])]:
        faults.setdefault("kind", []).extend(resting)
    return faults


def _unwritten(told: Drafted) -> Faults:
    faults: Faults = {}
    if told.kind not in DECISIONS:
        faults["kind"] = ["请选择决定。"]
    if told.by not in BODIES:
        faults["by"] = ["请选择决定机关的类别。"]
    if not told.body.strip():
        faults["body"] = ["请写明作出决定的机关。"]
    if not told.reasons.strip():
        faults["reasons"] = ["请写明决定的理由。"]
    if told.kind in DECISIONS and (told.kind == "measures") != bool(told.measures):
        faults["measures"] = ["予以问责的，请选择措施；不予追究的，不能有措施。"]
    return faults


def _powers(one: Concerned, told: Drafted, kinds: Sequence[str], on: date) -> Faults:
    faults: Faults = {}
    if words := mixed(kinds, on):
        faults["measures"] = words
    if not told.body.strip() and (words := powerless(one, told.by, "", kinds, on)):
        faults["by"] = words
    elif told.body.strip() and (words := unfit(one, told.by, told.body.strip(), kinds, on)):
        faults["body"] = words
    elif told.body.strip() and (asked := ground_asked(one, told.by, told.body.strip(), kinds, on)) and not told.authority.strip():
        faults["authority"] = [asked]
    standing = [each for each in one.decisions.filter(decided_at__isnull=False) if decision_state(each) not in {"", "revoked"}]
    if standing and (told.kind == "none" or any(each.kind == "none" for each in standing)):
        faults["kind"] = ["这个人已经有批准的决定，追究和不予追究不能并存。请先送达已经批准的决定。"]
    return faults


def _against(one: Concerned, told: Drafted) -> str:
    """Say that the test of 第三十条 is lacking where somebody answers for an accident, or that the decision departs from it without a reason."""
    if not tests(one.case):
        return ""
    last = one.tests.order_by("-pk").first()
    if last is None:
        return "因事故追究领导责任或者不予追究，都要有尽职免责检验（第三十条）。请先作检验，再拟定决定。"
    if told.against.strip():
        return ""
    if told.kind == "none" and not last.exempt:
        return "检验发现有未做到的事项。查实以后仍然认为已经全面履职的，请在这里写明理由和依据。"
    if told.kind == "measures" and last.exempt:
        return "检验符合全面履职的事实条件（第三十条）。仍要追究的，请在这里写明理由和依据。"
    return ""


def unready(one: Concerned) -> list[str]:
    """Return what keeps a person from being told what is held against him: no fact about him with evidence, no test where the case is about an accident
    (第三十、三十二条). What is told rests on the same as what is decided."""
    untested = ["本案有事故，要先有尽职免责检验（第三十条）。请先作检验，再告知。"] if tests(one.case) and not one.tests.exists() else []
    return [*_unproven(one), *untested]


def untold(one: Concerned, kinds: Sequence[str], on: date) -> list[str]:
    """Return in a sentence each which kinds of measure no notice told the person of: neither the kind nor, by the rules that compare them, a heavier one.
    Notices that named no kinds say nothing here, nor do those that a later one replaced."""
    notices = list(one.served.filter(kind="notice").order_by("pk"))
    since = max((row.pk for row in notices if row.replaces), default=0)
    rows = [row.proposed for row in notices if row.pk >= since and row.proposed is not None]
    if not rows:
        return []
    named = list(dict.fromkeys(kind for row in rows for kind in json.loads(row)))
    told = f"告知的是{'、'.join(named)}" if named else "告知书没有写拟作哪一种处理"
    return [f"{kind}没有告知过本人（{told}）。请先补充告知，听取陈述申辩以后再决定。" for kind in kinds
            if not any(compared(Received(kind, on, None), Received(each, on, None)) in {"lighter", "same"} for each in named)]


def unheard(one: Concerned, decision: Decision, on: date) -> str:
    """Say why measures may not be decided as of a day for the sake of the hearing: the time of the last notice runs, and the person has not said that he
    has nothing more to state; or he stated something after the draft. Empty where they may; what is in his favour never waits."""
    if decision.kind == "none":
        return ""
    said = list(one.statements.order_by("pk"))
    if said and said[-1].at > decision.drafted_at and said[-1].text.strip():
        return "拟定以后本人又作了陈述申辩，这份决定没有回应。请退回，由承办人回应以后重新拟定。"
    notice = one.served.filter(kind="notice").order_by("-pk").first()
    if notice is None or notice.due is None or on > notice.due or any(row.nothing_more and row.at >= notice.at for row in said):
        return ""
    return (f"告知书写明，陈述申辩到{in_words(notice.due)}（含当日）。请在期限过了以后批准，决定日期也写在期限以后；"
            "本人在期限内声明没有其他要说的，可以先批准。")


def _unweighed(one: Concerned, told: Drafted) -> list[str]:
    """Return that measures are meant for a person of whom it is not found yet how far he answers (第三十二条：合理确定相应责任)."""
    if told.kind != "measures" or one.share != "open":
        return []
    shares = "、".join(label for share, label in SHARES.items() if share != "open")
    later = "已经有决定的，补充告知、听取陈述申辩以后可以更改。" if one.decisions.filter(decided_at__isnull=False, returned_at=None).exists() else ""
    return [f"{one.officer.name}的责任还是“{SHARES['open']}”，不能予以问责（第三十二条，合理确定相应责任）。"
            f"请先办“{PERSON.verbs['change'].label}”，选{shares}，写明依据。{later}"]


def _unproven(one: Concerned) -> list[str]:
    """Return that no fact about the person has evidence, or which of them have none of their own (第三十二条：实事求是)."""
    facts = facts_of(one)
    proven = set(Evidence.objects.current().filter(fact__in=[fact.pk for fact in facts]).exclude(file__struck_at__isnull=False).values_list("fact", flat=True))
    if not proven:
        return [f"案内还没有{one.officer.name}的、有证据的事实。请先在案件页登记查明的事实，勾选涉及他，再登记证据并选它证明的那一项事实。"]
    return [f"{in_words(fact.date)}的事实“{short(fact.text)}”还没有证据。请在案件页登记证据并选它证明这一项事实；没有证据的，撤下这项事实。"
            for fact in facts if fact.pk not in proven]


def _resting(one: Concerned) -> list[str]:
    """Return what the decision would rest on that stands no more: circumstances and provisions that do not apply, an earlier measure struck since."""
    known, found = fitting(one.case), []
    for row in one.circumstances.current().select_related("measure"):
        if row.rule not in known:
            found.append(f"情节（{provision_label(row.rule)}）不适用于本案：第二十八、二十九条说的是对发生事故负有领导责任的。请先撤下这项情节。")
        elif row.measure and row.measure.struck_at:
            found.append(f"情节（{provision_label(row.rule)}）所依据的前次处理已经{row.measure.struck_reason or '变更'}。请先撤下这项情节，再重新登记。")
    gone = {rule for fact in facts_of(one) for rule in fact.rules.split()} - known_rules()
    if gone:
        found.append(f"事实所对照的{'、'.join(sorted(map(provision_label, gone)))}不在现行的本办法里。请撤下那项事实，重新登记。")
    return found


def drafted_of(decision: Decision) -> Drafted:
    """Return a decision as it was told when it was drafted."""
    told = wanted_of(decision)
    return Drafted(kind=decision.kind, by=decision.by, body=decision.body, reasons=decision.reasons,
                   measures=tuple(Wanted(**each) for each in told["measures"]), double=told["double"], against=told["against"], authority=told["authority"])


def open_questions(one: Concerned, told: Drafted, on: date) -> dict[str, list[str]]:
    """Return what the drafter gave reasons for: measures that double others, what the rules leave open. Kept with the draft, so that the approver is
    told of what came after."""
    kinds = [wanted.kind for wanted in told.measures]
    return {"doubled": doubled(one, kinds, on), "open": left_open(one, told.by, told.body.strip(), kinds, on)}


def changed_since(one: Concerned, decision: Decision, on: date) -> list[str]:
    """Return what forbids the approval of a draft on a day, though it was sound when it was drafted."""
    told = drafted_of(decision)
    found = [words for some in unsound(one, told, on).values() for words in some]
    before, now = wanted_of(decision), open_questions(one, told, on)
    for name, lead in (("doubled", "拟定以后出现的并处，拟定时写的依据没有说到："), ("open", "拟定以后出现的权限问题，拟定时写的依据没有说到：")):
        if name in before:
            found += [f"{lead}{words}" for words in now[name] if words not in before[name]]
    return list(dict.fromkeys([*found, *changed(decision)]))


def unservable(decision: Decision) -> list[str]:
    """Return what changed since an approved decision was drafted, with what to do: what was approved is served, or nothing."""
    found = changed(decision)
    return [*found, f"批准的“{called(decision)}”里没有这些变化，不能送达。请审批人、审核人退回，由承办人重新拟定、再批准；"
                    "后来误登记的，由承办人撤下以后再送达。"] if found else []


def returnable(one: Concerned) -> list[Decision]:
    """Return the decisions about a person that may be sent back: those that wait for approval, then those approved that cannot be served as they are."""
    stands = [(decision_state(each), each) for each in one.decisions.select_related("drafted_by").order_by("-pk")]
    return [*(each for state, each in stands if state == "drafted"), *(each for state, each in stands if state == "decided" and changed(each))]


def unalterable(decision: Decision, body: str, measures: Sequence[Wanted], *, note: str = "", double: str = "") -> Faults:
    """Return what forbids that a decision is altered to some measures by the body that heard the review or appeal: the power of its kind, which need not be
    that of the body that decided; mixed schemes, doubling without a ground written with the outcome (`double`) or with the decision."""
    one, kinds, on = decision.concerned, [each.kind for each in measures], decision.decided_on
    if on is None or not kinds:
        return {}
    told = wanted_of(decision)
    faults: Faults = {}
    if words := mixed(kinds, on):
        faults["measures"] = words
    if (words := doubled(one, kinds, on, but=decision)) and not told["double"] and not double.strip():
        faults["double"] = [*words, "同一事实在同一类处理中不重复处理。受理机关确有依据要并处的，在这里写明依据；否则另选措施。"]
    by = kind_deciding(decision, body)
    if words := powerless(one, by, body, kinds, on):
        faults["body"] = words
    elif (asked := ground_asked(one, by, body, kinds, on)) and not told["authority"] and not note.strip():
        faults["note"] = [asked]
    return faults
