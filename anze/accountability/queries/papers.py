"""The papers of a case as official documents: with numbers within the case, and in no register that others read."""

from datetime import date, datetime
from typing import Any, Final

from anze.accountability.codes import WAYS
from anze.accountability.models import Decision, Served
from anze.accountability.queries.drafts import intended, wanted_of
from anze.accountability.queries.law import ground_rules
from anze.accountability.queries.naming import in_full
from anze.accountability.queries.offices import office_of
from anze.accountability.queries.wording import decision_text, remedy_lines, signed_on
from anze.documents.official import Block, Heading, Official, Table, Text, in_words
from anze.law.national.effects import measure_class
from anze.law.provisions import provision_label
from anze.people.moment import day_of

TITLES: Final = {"notice": "问责事项告知书", "decision": "问责决定书", "outcome": "复核、申诉结果通知书", "lifting": "解除决定书"}  # where it is not told apart
BY_SCHEME: Final = {"party": "党纪处分决定书", "government": "政务处分决定书"}


def title_of_decision(decision: Decision) -> str:
    """Return the title of a decision's paper: by the scheme of its measures, which is one, or that nobody is held accountable."""
    if decision.kind == "none":
        return "不予追究决定书"
    on = decision.decided_on or day_of(decision.drafted_at)
    kinds = [each["kind"] for each in wanted_of(decision)["measures"]] or decision.measures.order_by("pk").values_list("kind", flat=True)
    schemes = {measure_class(kind, on) for kind in kinds}
    return BY_SCHEME.get(schemes.pop(), TITLES["decision"]) if len(schemes) == 1 else TITLES["decision"]


def title_of_served(served: Served) -> str:
    """Return the title of what was served: a decision's by its scheme, an outcome's by what it answers (复审、复核、申诉)."""
    if served.kind == "decision" and served.decision:
        return title_of_decision(served.decision)
    answered = served.decision.remedies.filter(outcome_at=served.at).order_by("-pk").first() if served.kind == "outcome" and served.decision else None
    return f"{answered.get_kind_display()}结果通知书" if answered else TITLES[served.kind]


def opening_paper(case: Any, now: datetime) -> Official:
    """Return the form by which a case is opened (立案审批表), as it stands: of the persons those who were on the case when it was approved or refused, since
    the approver's name stands above them."""
    steps = {one.kind: one for one in case.steps.filter(concerned=None, kind__in=("approve", "refuse")).select_related("by")}
    said = next(iter(steps.values()), None)
    listed = case.people.filter(listed_at__lte=said.at if said else now).select_related("officer", "tenure__unit").order_by("pk")
    people = [(one.officer.name, one.posts) for one in listed]
    rows = (("案号", case.uid), ("办案机关", "、".join(office_of(case, day_of(now)))), ("案由", case.title), ("事实发生日", in_words(case.day)),
            ("问责情形", ground_rules().get(case.rule, provision_label(case.rule))), ("线索", case.ground or "（无）"), ("立案理由", case.reasons),
            ("提请人", f"{case.proposed_by.name}，{in_words(day_of(case.proposed_at))}"),
            ("审批意见", f"{said.get_kind_display()}。{said.note}" if said else ""),
            ("审批人", f"{said.by.name}，{in_words(said.on)}" if said else case.approver.name))
    body: list[Block] = [Table(("项目", "内容"), rows, (1, 4))]
    if people:
        body += [Heading("有关人员"), Table(("姓名", "事实发生当日的职务"), tuple(people), (1, 3))]
    return Official(organ="", title="问责案件立案审批表", number="", body=tuple(body), seal=False)


def served_paper(served: Served, *, day: date | None = None) -> Official:
    """Return what was served, as the person has it: with his ways to contest a decision and their last days. `day`: that it bore, where not the one of today's
    rule (`signed_on`)."""
    one, day = served.concerned, day or signed_on(served.kind, served.decision, served.on, served.at)
    lines = served.text.splitlines()
    if served.kind == "notice" and served.due:
        lines += [f"拟作的处理：{words}。"] if (words := intended(served)) else []
        lines.append(f"您可以陈述和申辩，到{in_words(served.due)}（含当日）为止。陈述申辩不会加重处理。")
    if served.kind == "decision" and served.decision:
        lines += remedy_lines(served.decision)
    if served.kind == "outcome" and served.decision and served.decision.measures.current().exists():
        lines += remedy_lines(served.decision, "本结果")
    decides = served.decision if served.kind == "decision" else None  # what another body decided on a review or appeal is told by who handles the case
    sender = "\n".join(in_full(decides.body, day) if decides else office_of(one.case, day))
    return Official(organ=sender, title=title_of_served(served), number=served.number, to=one.officer.name,
                    body=tuple(Text(line) for line in lines if line.strip()), sender=sender, day=day, remark=WAYS[served.way])


def decision_paper(decision: Decision) -> Official:
    """Return a decision as a paper before it is served: a draft until it is approved."""
    one = decision.concerned
    approved = bool(decision.decided_on) and decision.returned_at is None
    body = "\n".join(in_full(decision.body, decision.decided_on or day_of(decision.drafted_at)))
    return Official(organ=body, title=title_of_decision(decision) + ("" if approved else "（稿）"), number=one.uid, to=one.officer.name,
                    body=tuple(Text(line) for line in decision_text(decision).splitlines() if line.strip()), sender=body,
                    day=decision.decided_on if approved else None)
