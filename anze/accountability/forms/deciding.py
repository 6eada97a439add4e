"""What is served, drafted, decided and contested, as it is filled in."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from django import forms

from anze.accountability.codes import DECISIONS, OUTCOMES, WAYS
from anze.accountability.forms.base import Asked, chosen, day, line, words
from anze.accountability.forms.opening import OWN_ORGAN
from anze.accountability.models import Decision, Remedy
from anze.accountability.policies import statement_days
from anze.accountability.queries.asked import own_questions
from anze.accountability.queries.called import called
from anze.accountability.queries.ending import unanswered, unenterable
from anze.accountability.queries.hearing import hearers, said_by_law
from anze.accountability.queries.law import Route, competence
from anze.accountability.queries.notices import untellable
from anze.accountability.queries.sound import unready, unsound
from anze.accountability.queries.tested import WHY_AGAIN, decided_before
from anze.accountability.told import Drafted, Ended, Wanted
from anze.documents.official import in_words
from anze.law.national.authority import BODIES
from anze.law.national.effects import CLASS_LABELS, KINDS, TERMS, measure_class

SUGGESTED_DAYS: Final = 10  # for a statement: a suggestion, which the notice may depart from
PROBATION: Final = "留党察看"
OTHER: Final = "other"


def by_class(on: date, label: Callable[[str], str] = str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the measures to choose from under the name of their class (党纪处分、政务处分、组织处理): a decision takes those of one class only."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in KINDS:
        groups.setdefault(CLASS_LABELS[measure_class(kind, on)], []).append((kind, label(kind)))
    return list(groups.items())


class TestForm(Asked):
    """The test of full performance (第三十条): nothing to fill in the first time, then why it is made once more."""

    note = words("为什么再作检验", rows=2, longest=400, hint="以前的检验和它的逐项结果都留着，和这一次的列在一起。")

    def offer(self) -> None:
        """Ask why only where it was made before; once a decision was approved that has to be said."""
        if not self.about.tests.exists():
            del self.fields["note"]
        elif decided_before(self.about):
            note: Any = self.fields["note"]
            note.required, note.error_messages["required"] = True, WHY_AGAIN


class NoteForm(Asked):
    """A remark."""

    note = words("说明", rows=2, longest=400)


class WhyForm(Asked):
    """Why."""

    note = words("理由", "请写明理由。", rows=3, longest=2000)


class NotifyForm(Asked):
    """A notice (告知)."""

    measures = forms.MultipleChoiceField(label="拟作的处理", choices=[(kind, kind) for kind in KINDS], required=False, widget=forms.CheckboxSelectMultiple,
                                         help_text="以后的决定只能是这里选的，或者按规定更轻的；另作其他处理的，要先补充告知。",
                                         error_messages={"invalid_choice": "请重新选择拟作的处理。"})
    text = words("告知的内容", "请写明拟认定的事实、依据和拟作的处理。", rows=7,
                 hint="拟认定的事实、依据的条文。本人看到这段文字，后面印着上面勾选的拟作的处理和陈述申辩的期限。")
    on = day("送达日期", "送到本人手里的那一天。")
    way = chosen("送达方式", WAYS.items(), "请选择送达方式。")
    due = day("陈述申辩到", "这一天也算在内。")
    replaces = forms.BooleanField(label="代替以前的告知", required=False, help_text="以前的告知写错了的才勾选：以这一份为准，原来的仍然留着；不勾选的是补充。")

    def offer(self) -> None:
        """Suggest today, and a time."""
        field: Any = self.fields["measures"]
        field.mark, field.choices = "拟予问责的才选", by_class(self.today)
        self.fields["due"].help_text = f"这一天也算在内；最长 {statement_days()} 日，不够的可以补充告知。"
        if not self.about.served.filter(kind="notice").exists():
            del self.fields["replaces"]
        self.lacking = unready(self.about)
        self.initial.setdefault("on", self.today)
        self.initial.setdefault("due", self.today + timedelta(days=SUGGESTED_DAYS))


    def faults(self) -> dict[str, list[str]]:
        """Say what forbids the notice, together with what is missing."""
        got = self.cleaned_data
        return untellable(self.about, on=got.get("on"), due=got.get("due"), measures=got.get("measures"), replaces=got.get("replaces", False), today=self.today)


class ServeForm(Asked):
    """A decision is served."""

    on = day("送达日期", "复核、复审、申诉的期限从这一天起算。")
    way = chosen("送达方式", WAYS.items(), "请选择送达方式。")

    def offer(self) -> None:
        """Suggest today."""
        self.initial.setdefault("on", self.today)


class DecideForm(Asked):
    """A draft is approved."""

    on = day("决定日期", "影响期从这一天起算。")
    note = words("审批意见", rows=2, longest=400)
    digest = forms.CharField(label="决定书正文", widget=forms.HiddenInput, error_messages={"required": "请先打开这一页，看完决定书的正文再批准。"})

    def offer(self) -> None:
        """Suggest today."""
        self.initial.setdefault("on", self.today)


class Measured(Asked):
    """A form in which measures are chosen."""

    measures = forms.MultipleChoiceField(label="措施", choices=[(kind, kind) for kind in KINDS], required=False, widget=forms.CheckboxSelectMultiple,
                                         error_messages={"invalid_choice": "请重新选择措施。"})
    months = forms.TypedChoiceField(label=f"{PROBATION}的期限", choices=[("", "不适用"), *((term, f"{term} 个月") for term in TERMS)], required=False,
                                    coerce=int, empty_value=None, error_messages={"invalid_choice": "请重新选择期限。"})

    def offer(self) -> None:
        """Say beside each measure who may impose it on this person (第三十三条)."""
        field: Any = self.fields["measures"]
        fits = {kind: competence(kind, self.about, self.today) for kind in KINDS}
        field.choices = by_class(self.today, lambda kind: (
            f"{kind}（{'、'.join(body.name for body in fits[kind].decides)}{'；要写依据' if any(own_questions(kind, self.about, self.today)) else ''}）"))

    def clean(self) -> dict[str, Any]:
        """Refuse a term without the measure that has one, instead of leaving it out unsaid."""
        found = super().clean() or {}
        if found.get("months") and PROBATION not in found.get("measures", ()):
            self.add_error("months", f"期限只写给{PROBATION}。没有选{PROBATION}的，请改成“不适用”。")
        return found

    def wanted(self) -> tuple[Wanted, ...]:
        """Return the measures chosen."""
        got = self.cleaned_data
        return tuple(Wanted(kind=kind, months=got.get("months") if kind == PROBATION else None) for kind in got.get("measures", ()))


class DraftForm(Measured):
    """A decision is drafted."""

    kind = chosen("决定", DECISIONS.items(), "请选择决定。")
    by = chosen("决定机关的类别", BODIES.items(), "请选择决定机关的类别。", hint="救济的途径和期限看这一项。")
    body = line("决定机关", "请写明作出决定的机关。", longest=80)
    reasons = words("理由", "请写明决定的理由。", rows=6, hint="查明的事实、责任的大小、情节和对陈述申辩的回应（第三十二条）。")
    double = words("同一事实并处的依据", rows=2, longest=1000, hint="同一事实已有同类处理的，才要填。")
    against = words("与检验结果不一致的理由", rows=2, longest=1000, hint="决定与尽职免责检验（第三十条）不一致的，才要填。")
    authority = words("由该机关决定的依据", rows=2, longest=1000,
                      hint="措施后面注明要写依据的、没有登记管理权限的、上级机关提级办理的才要填：党委批准的文号、指定管辖或者提级办理的决定（第三十三条）。")
    field_order = ("kind", "measures", "months", "by", "body", "authority", "reasons", "double", "against")

    def offer(self) -> None:
        """Say beside each field that is not always asked for when it is."""
        super().offer()
        marks = {"measures": "予以问责的才选", "double": "有同类处理的才写", "against": "与检验不一致的才写", "authority": "权限待认定的才写"}
        self.lacking = unready(self.about)
        for name, mark in marks.items():
            self.fields[name].mark = mark  # type: ignore[attr-defined]
        if not self.about.managed_by:
            self.fields["measures"].help_text = f"没有登记{self.about.officer.name}归哪一级党委管理：选哪一种措施，都要在下面写明由该机关决定的依据。"
        self.initial.setdefault("by", next((organ for role, organ in OWN_ORGAN.items() if role in self.rights.roles), self.about.case.organ))

    def faults(self) -> dict[str, list[str]]:
        """Say what forbids the decision as far as it is told, together with what is missing."""
        return unsound(self.about, self.drafted(), self.today)

    def drafted(self) -> Drafted:
        """Return what was told, as far as it is."""
        told = {name: self.cleaned_data.get(name, "") for name in ("kind", "by", "body", "reasons", "double", "against", "authority")}
        return Drafted(measures=self.wanted(), **told)


class OutcomeForm(Measured):
    """What came of a review or appeal; where it was altered, the measures that stand now."""

    which = forms.TypedChoiceField(label="哪一件复核、申诉", widget=forms.RadioSelect, coerce=int, error_messages={
        "required": "请选择登记哪一件的结果。", "invalid_choice": "这一件已经登记了结果，请刷新页面。"})
    body = forms.ChoiceField(label="受理机关", widget=forms.RadioSelect, error_messages={
        "required": "请选择受理机关。", "invalid_choice": "请重新选择受理机关。"})
    other = line("其他受理机关", longest=80, hint="写全称，如“清远市监委”。")
    outcome = chosen("结果", OUTCOMES.items(), "请选择结果。")
    on = day("结果日期", "受理机关作出结果的那一天。")
    text = words("结果和理由", "请写明结果和理由。", rows=4)
    double = words("同一事实并处的依据", rows=2, longest=1000, hint="变更以后的措施，同一事实已另有同类处理的，才要填；写进送达本人的结果通知书。")
    served_on = day("送达本人的日期", "下一步救济的期限从这一天起算。")
    way = chosen("送达方式", WAYS.items(), "请选择送达方式。")

    field_order = ("which", "outcome", "measures", "months", "double", "body", "other", "on", "text", "served_on", "way")

    def offer(self) -> None:
        """Offer the reviews and appeals under way, the bodies that hear them, and say when measures are to be chosen."""
        super().offer()
        field: Any = self.fields["measures"]
        field.label, field.mark, field.help_text = "变更以后的措施", "变更的才选", "选变更以后的全部措施。"
        self.fields["double"].mark = "有同类处理的才写"  # type: ignore[attr-defined]
        rows = unanswered(self.about)
        if len(rows) > 1:
            which: Any = self.fields["which"]
            which.choices = [(row.pk, f"{row.get_kind_display()}，{in_words(row.on)}提出，对{called(row.decision)}") for row in rows]
        else:
            del self.fields["which"]
        self._bodies(rows)

    def _bodies(self, rows: list[Remedy]) -> None:
        body: Any = self.fields["body"]
        named = list(dict.fromkeys(name for row in rows for name in hearers(row)))
        body.choices = [*((name, name) for name in named), (OTHER, "其他机关（写在下面）")]
        body.help_text = "".join(f"{row.get_kind_display()}：{said_by_law(row)}。" for row in rows)
        self.fields["other"].mark = "选其他机关的才写"  # type: ignore[attr-defined]
        if (sent_back := self.initial.get("body")) and sent_back not in named:
            self.initial.update({"body": OTHER, "other": sent_back})
        elif len(named) == 1:
            self.initial.setdefault("body", named[0])

    def clean(self) -> dict[str, Any]:
        """Ask for the name of another body, and refuse one that is written beside a choice."""
        found = super().clean() or {}
        if found.get("body") == OTHER and not found.get("other", "").strip():
            self.add_error("other", "请写明受理机关的全称。")
        elif found.get("body", OTHER) != OTHER and found.get("other", "").strip():
            self.add_error("other", "已经选了受理机关，这里请不要写；确是其他机关的，上面改选“其他机关”。")
        return found

    def faults(self) -> dict[str, list[str]]:
        """Say what forbids the outcome as far as it is told, together with what is missing; a body or day that is not told is held against nothing."""
        got, rows = self.cleaned_data, unanswered(self.about)
        row = self.chosen_one() or (rows[0] if len(rows) == 1 else None)
        if row is None:
            return {}
        body = str(got.get("other", "") if got.get("body") == OTHER else got.get("body", "")).strip()
        told = Ended(outcome=got.get("outcome", ""), on=got.get("on", row.on), body=body or row.decision.body, text=got.get("text", ""), way=got.get("way", ""),
                     served_on=got.get("served_on", self.today), measures=self.wanted(), double=got.get("double", ""))
        found = unenterable(row, told, self.today)
        return found if body else {name: words for name, words in found.items() if name not in {"body", "other"}}

    def ended(self) -> Ended:
        """Return what was told."""
        got = self.cleaned_data
        body = got["other"].strip() if got["body"] == OTHER else got["body"]
        return Ended(measures=self.wanted(), body=body, **{name: got[name] for name in ("outcome", "on", "text", "served_on", "way", "double")})

    def chosen_one(self) -> Remedy | None:
        """Return the review or appeal that was chosen, where there was a choice."""
        which = self.cleaned_data.get("which")
        return next((row for row in unanswered(self.about) if row.pk == which), None)


class StateForm(Asked):
    """The person states his case."""

    text = words("陈述申辩", "请写明您的陈述和申辩。", rows=8, hint="陈述申辩不会加重处理。")


class ContestForm(Asked):
    """The person asks for review, or appeals."""

    route = forms.ChoiceField(label="途径", widget=forms.RadioSelect, error_messages={"required": "请选择途径。", "invalid_choice": "请重新选择途径。"})
    text = words("请求和理由", "请写明请求和理由。", rows=6, hint="复核、复审、申诉期间不停止执行，也不因此加重处理。")

    def routes(self, found: list[Route]) -> None:
        """Offer the ways that are open."""
        field: Any = self.fields["route"]
        bodies = {row.pk: row for row in Decision.objects.filter(pk__in={way.about for way in found})}
        several, twice = len(bodies) > 1, len({(way.remedy.scheme, way.remedy.code) for way in found}) < len(found)
        field.choices = [(f"{way.remedy.scheme}:{way.remedy.code}{f':{way.about}' if twice else ''}",
                          (f"对{called(bodies[way.about])}：" if several else "")
                          + f"{way.remedy.name}，向{way.remedy.to}提出{f'，到{in_words(way.until)}止' if way.until else ''}") for way in found]

    def told(self) -> dict[str, Any]:
        """Return scheme, route and text."""
        scheme, route, about = f"{self.cleaned_data['route']}:0".split(":")[:3]
        return {"scheme": scheme, "route": route, "about": int(about), "text": self.cleaned_data["text"]}
