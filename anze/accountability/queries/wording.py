"""The words of case papers: their numbers within the case, what a decision says."""

from collections.abc import Iterable
from datetime import date, datetime

from anze.accountability.codes import EFFECTS, EVIDENCE, SERVED, SHARES
from anze.accountability.models import Concerned, Decision, Fact, Measure, Statement
from anze.accountability.queries.drafts import wanted_of
from anze.accountability.queries.frozen import short
from anze.accountability.queries.law import TESTED, circumstances, routes, tests
from anze.accountability.queries.listed import facts_of
from anze.accountability.queries.tested import FOUND, lacking_words, rested_on
from anze.documents.official import in_words
from anze.duties.world import pack_in_force
from anze.law.national.bodies import basis_of
from anze.law.national.effects import measure_class
from anze.law.provisions import provision_label
from anze.people.moment import day_of


def signed_on(kind: str, decision: Decision | None, on: date, at: datetime) -> date:
    """Return the day of a paper (成文日期，《党政机关公文处理工作条例》第九条): that of the decision, or the one on which another approved the outcome or
    lifting that it tells (`at`). A notice, which nobody else approves, is signed as it goes out: `on`, the day of service."""
    if kind == "notice":
        return on
    return decision.decided_on or on if kind == "decision" and decision else day_of(at)


def number_of(one: Concerned, on: date) -> str:
    """Return the number of the next paper to a person, of the year of its day: his own, so that no register shows it and he learns neither of the case's
    number nor of others."""
    return f"{one.uid}〔{on.year}〕{one.served.count() + 1}号"


def decision_lines(decision: Decision) -> list[str]:
    """Return what is decided, as it is drafted: each measure and on what it rests, or that nobody is held accountable."""
    one = decision.concerned
    if decision.kind == "none":
        by = provision_label(TESTED if tests(one.case) else "32.p1")
        return [f"依据{_regulation()}{by}，不予追究{one.officer.name}的{'领导责任' if tests(one.case) else '责任'}。"]
    on = day_of(decision.drafted_at)
    return [f"{basis(measure_class(kind, on), decision.by, on)}，给予{one.officer.name}{kind}{f'（{months}个月）' if months else ''}。"
            for kind, months in ((each["kind"], each["months"]) for each in wanted_of(decision)["measures"])]


def effect_lines(decision: Decision) -> list[str]:
    """Return from when to when each measure takes effect: what follows from the day of the decision, and stands below its words once it is approved."""
    if decision.decided_at is None or decision.kind == "none":
        return []
    return [f"{measure.kind}的影响期{effect_of(measure)}" for measure in decision.measures.filter(recorded_at=decision.decided_at).order_by("pk")]


def effect_of(measure: Measure) -> str:
    """Return from when to when a measure takes effect, or that no rule says so."""
    return f"自{in_words(measure.date)}起，至{in_words(measure.until)}止。" if measure.until else "没有统一的规定，由有权机关认定。"


def basis(scheme: str, by: str, on: date) -> str:
    """Return on what a measure of a class rests that a kind of body imposes: 第二十六条, and the national instrument that gives this body the power, as the
    law's tables name it (`bodies.toml`). No article of it is named: which one applies is for the reasons of the decision."""
    found = basis_of(scheme, by, on)
    national = f"和《{found.instrument}》" if found and found.instrument else ""
    return f"依据{_regulation()}{provision_label('26.p1')}{national}"


def remedy_lines(decision: Decision, what: str = "本决定") -> list[str]:
    """Return how a decision, or what came of contesting it, may be contested, with the last days once it was served."""
    found = [f"对{what}不服的，可以自{way.remedy.counted_from}起{f'{way.remedy.within}（至{in_words(way.until)}）' if way.until else ''}，"
             f"向{way.remedy.to}{way.remedy.asked}（{way.remedy.cite}）。" for way in routes(decision.concerned, decision)]
    return [*found, "复核、复审、申诉期间，不停止决定的执行。"] if found else _unwritten(decision)


def _unwritten(decision: Decision) -> list[str]:
    """Return what a decision says that is served and for which no law at hand writes a remedy."""
    on = decision.decided_on
    if on is None or decision.kind == "none" or not decision.served.filter(kind="decision").exists():
        return []
    found = [basis_of(scheme, decision.by, on) for scheme in decision.measures.order_by("pk").values_list("scheme", flat=True)]
    return list(dict.fromkeys(each.silence for each in found if each and each.silence))


def decision_text(decision: Decision) -> str:
    """Return the text of a decision, as it is served: its words as they were drafted and approved, whatever the case says now, then its effect."""
    return "\n".join([decision.text or drafted_text(decision), *effect_lines(decision)])


def drafted_text(decision: Decision) -> str:
    """Return the words of a decision as the case stands now: what is kept of a draft."""
    one, case = decision.concerned, decision.concerned.case
    head = (f"{one.officer.name}，{in_words(case.day)}时任{one.posts}。"
            + (f"责任：{SHARES[one.share]}。" if one.share != "open" and decision.kind == "measures" else ""))
    return "\n".join([head, *_found(one), *_weighed(one), *_tested(decision), *_said(decision), f"认定：{decision.reasons}", *decision_lines(decision),
                      *_marked(decision)])


def _regulation() -> str:
    return f"《{pack_in_force().title}》"


def _found(one: Concerned) -> list[str]:
    """Return the facts, each with the provisions it is held against and its evidence (政务处分法第四十五条：违法事实和证据), and the item of 第二十五条, those
    that concern him only."""
    case = one.case
    found = [f"{in_words(fact.date)}，{fact.text.rstrip('。')}{_against(fact.rules)}。{_proven(fact)}" for fact in facts_of(one)]
    ground = next((clause.quote for clause in pack_in_force().clauses if clause.id == case.rule), "")
    item = f"{provision_label(case.rule)}{f'“{ground}”' if ground else ''}"
    return [*(["经查明："] if found else []), *(f"{number}．{line}" for number, line in enumerate(found, 1)),
            f"{'以上事实' if found else '核查的情形'}，对照{_regulation()}{item}认定。"]


def _against(rules: str) -> str:
    return f"（对照{'、'.join(provision_label(rule) for rule in rules.split())}）" if rules.split() else ""


def _proven(fact: Fact) -> str:
    """Return by what a fact is proven: each piece of evidence by its kind and, in short, what it proves; never where it lies or how its file is called."""
    pieces = fact.evidence.current().exclude(file__struck_at__isnull=False).order_by("pk")
    named = [f"{EVIDENCE[piece.kind]}“{short(piece.text.rstrip('。'))}”" for piece in pieces]
    return f"以上事实，有{'、'.join(named)}{'等证据' if len(named) > 1 else ''}证实。" if named else ""


def _weighed(one: Concerned) -> list[str]:
    """Return the circumstances that were taken into account, each with which way: 第二十八条 says that it aggravates, 第二十九条 that it mitigates."""
    known = circumstances()
    return [f"{EFFECTS[known[row.rule].effect] if row.rule in known else ''}情节（{provision_label(row.rule)}）：{in_words(row.date)}，{row.text}"
            for row in one.circumstances.current().order_by("rule", "pk")]


def _marked(decision: Decision) -> list[str]:
    """Return on what it rests that one fact is answered for twice under one scheme, and that this body decides, where either asked for a reason."""
    wanted = wanted_of(decision)
    said = {"同一事实并处的依据": wanted["double"], "由本机关决定的依据": wanted["authority"]} if decision.kind == "measures" else {}
    return [f"{label}：{text.strip()}" for label, text in said.items() if text.strip()]


def _tested(decision: Decision) -> list[str]:
    """Return what the test of 第三十条 found on which the decision rests where the case is about an accident, with what it found lacking, and why the
    decision departs from it where it does."""
    last = rested_on(decision)
    if last is None or not tests(decision.concerned.case):
        return []
    lacking = "" if last.exempt else lacking_words(last)
    found = f"尽职免责检验（{provision_label(TESTED)}）：{FOUND[last.exempt]}{f'：{lacking}' if lacking else ''}。"
    against = wanted_of(decision)["against"].strip() if last.exempt == (decision.kind == "measures") else ""
    return [found, *([f"与检验结果不一致的理由：{against}"] if against else [])]


def _said(decision: Decision) -> list[str]:
    """Return when the person stated his case before the decision, or that he did not, on the last notice and on those before it each by itself; what he
    said is not repeated. Nothing where neither is on record."""
    one, until = decision.concerned, decision.decided_at
    notices, said, waived = one.served.filter(kind="notice").order_by("pk"), one.statements.order_by("at", "pk"), one.steps.filter(kind="waive")
    if until is not None:
        notices, said, waived = notices.filter(at__lte=until), said.filter(at__lte=until), waived.filter(at__lte=until)
    told = list(notices.values_list("at", flat=True))
    if len(told) < 2:
        return [f"告知以后，本人{words}。" for words in _answered(said, waived=waived.exists())]
    first, last = said.filter(at__lt=told[-1]), said.filter(at__gte=told[-1])
    before = _answered(first, waived=waived.filter(at__lt=told[-1]).exists())
    after = _answered(last, waived=waived.filter(at__gte=told[-1]).exists(), new="新的" if any(row.text.strip() for row in first) else "")
    found = [*before, *(f"再次告知以后，{words}" if before else words for words in after)]
    return [f"告知以后，本人{'；'.join(found)}。"] if found else []


def _answered(said: Iterable[Statement], *, waived: bool, new: str = "") -> list[str]:
    """Return what the person did on a notice: stated his case, said that he would not, or nothing; empty where none of it is on record."""
    rows = list(said)
    if days := list(dict.fromkeys(in_words(row.said_on) for row in rows if row.text.strip())):
        return [f"于{'、'.join(days)}提出陈述申辩"]
    if rows:
        return [f"于{in_words(rows[0].said_on)}声明没有{new}陈述申辩"]
    return [f"未提出{new}陈述申辩"] if waived else []


def title_of(kind: str, one: Concerned) -> str:
    """Return the title of a paper."""
    return f"关于{one.officer.name}的{SERVED[kind]}" if kind in SERVED else f"{one.case.uid} 立案审批表"
