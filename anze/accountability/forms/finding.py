"""Facts, evidence, files of a case as they are filled in."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from anze.accountability.codes import EFFECTS, EVIDENCE
from anze.accountability.forms.base import Asked, chosen, day, line, words
from anze.accountability.forms.provisions import ProvisionsField
from anze.accountability.models import CaseFile, Concerned, Evidence, Fact
from anze.accountability.queries.days import before_rules
from anze.accountability.queries.law import fitting, provision_words
from anze.accountability.queries.listed import listed
from anze.accountability.queries.places import found_place
from anze.accountability.queries.repeated import to_take_on
from anze.accountability.queries.weighed import unweighable
from anze.acts.evidence.kinds import ACCEPT
from anze.acts.forms.base import ManyFiles


class FactForm(Asked):
    """A fact."""

    on = day("日期", "事情发生的那一天。")
    text = words("查明的事实", "请写明查明的事实。", rows=4)
    whom = forms.ModelMultipleChoiceField(Concerned.objects.none(), label="涉及谁", widget=forms.CheckboxSelectMultiple, error_messages={
        "required": "请勾选这项事实涉及谁。", "invalid_choice": "勾选的人已经不在有关人员里，请刷新页面。"}, help_text="决定只依据涉及本人的事实。")
    rules = ProvisionsField(label="对照的条文",
                            help_text="写“第八条第三项”，或者从列表里选；记不得条款号的写几个字，如“带队检查”，提交以后列出符合的条文。一格一条，没有的不填。")

    field_order = ("on", "text", "whom", "rules", "fitting")

    def offer(self) -> None:
        """Offer the persons on the case, the only one chosen already, and the provisions that fit what was typed and names none."""
        whom: Any = self.fields["whom"]
        whom.queryset = listed(self.about)
        whom.label_from_instance = lambda one: f"{one.officer.name}，{one.posts}"
        if len(whom.queryset) == 1:
            self.initial.setdefault("whom", [whom.queryset[0].pk])
        if not whom.queryset:
            del self.fields["whom"]
        rules: Any = self.fields["rules"]
        rules.searched = rules.widget.searched(self.data, self.add_prefix("rules")) if self.is_bound else {}
        fits = {rule: words for some in rules.searched.values() for rule, words in some.items()}
        if fits:
            said, many = "、".join(f"“{words}”" for words in rules.searched), f"符合的条文有 {len(fits)} 条，请勾选对照的。"
            self.fields["fitting"] = forms.MultipleChoiceField(label=f"符合{said}的条文", choices=list(fits.items()), widget=forms.CheckboxSelectMultiple,
                                                               error_messages={"required": many, "invalid_choice": many})
            self.order_fields(self.field_order)

    def clean_on(self) -> date:
        """Refuse a day that cannot be, together with whatever else is wrong."""
        on: date = self.cleaned_data["on"]
        if words := "晚于今天，请改正。" if on > self.today else before_rules(on):
            raise forms.ValidationError(f"日期{words}" if on > self.today else f"日期{words}更早的情况，写在这一项事实的文字里。")
        return on

    def put_back(self, sent: Any) -> None:
        """Name the provisions that were chosen among those that fit, in the place of the words that asked for them."""
        rules, name = self.fields["rules"], self.add_prefix("rules")
        chosen, known = sent.getlist(self.add_prefix("fitting")), provision_words()
        if chosen:
            asked = rules.widget.searched(sent, name)
            kept = [words for words in self.initial["rules"] if words and words not in asked]
            self.initial["rules"] = [*kept, *(known[rule].partition("　")[0] for rule in chosen if rule in known)]

    def told(self) -> dict[str, Any]:
        """Return what was filled in, the provisions chosen beside those that were named."""
        got = dict(self.cleaned_data)
        rules = [*got["rules"].split(), *got.pop("fitting", ())]
        return got | {"rules": " ".join(dict.fromkeys(rules)), "about": list(got.pop("whom", ()))}

class EvidenceForm(Asked):
    """A piece of evidence."""

    kind = chosen("种类", EVIDENCE.items(), "请选择种类。")
    place = line("编号", longest=60, hint="履职记录的回执号，事故的台账编号，或者约谈、督办等事项的编号。")
    file = forms.ModelChoiceField(CaseFile.objects.none(), label="案卷里的文件", required=False, empty_label="没有", error_messages={
        "invalid_choice": "请重新选择文件。"})
    fact = forms.ModelChoiceField(Fact.objects.none(), label="证明哪一项事实", required=False, empty_label="全案", error_messages={
        "invalid_choice": "请重新选择事实。"})
    text = words("证明什么", "请写明这份证据证明什么。", rows=3,
                 hint="证明一项事实的，写进决定书，本人看得到：不写举报人、证人的姓名和联系方式。")

    def offer(self) -> None:
        """Offer the case's own files and facts."""
        files, facts = self.fields["file"], self.fields["fact"]
        files.queryset, facts.queryset = self.about.files.current(), self.about.facts.current()  # type: ignore[attr-defined]
        files.label_from_instance = lambda one: one.name  # type: ignore[attr-defined]
        for name, mark in (("place", "履职记录和在案的事项才写"), ("file", "种类是文件的才选")):
            self.fields[name].mark = mark  # type: ignore[attr-defined]
        facts.queryset = facts.queryset.prefetch_related("about__officer")  # type: ignore[attr-defined]
        facts.label_from_instance = lambda one: f"{one.date.year}年{one.date.month}月{one.date.day}日{_whom(one)}：{one.text[:40]}"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Find the place in the records."""
        found = super().clean() or {}
        kind, typed = found.get("kind"), str(found.get("place") or "")
        if kind in {"act", "matter"} and typed:
            found["place"] = found_place(kind, typed, self.rights)
            if not found["place"]:
                self.add_error("place", f"您看得到的{EVIDENCE[kind]}里没有这个编号，请核对。")
        elif kind in {"act", "matter"}:
            self.add_error("place", "请写明它的编号。")
        if kind == "file" and not found.get("file") and "file" not in self.errors:
            self.add_error("file", "请选择案卷里的一份文件。没有的，先归入文件。")
        if kind != "file":
            found["file"] = None
        return found

def _whom(fact: Fact) -> str:
    names = "、".join(one.officer.name for one in fact.about.all())
    return f"（{names}）" if names else ""

class FilesForm(Asked):
    """Files."""

    attached = forms.FileField(label="文件", required=False, widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPT}),
                               help_text="存放以前加密；只有案内的人能打开。")

    def offer(self) -> None:
        """Say that a file has to be chosen: the view asks for it, since what was refused is said file by file."""
        self.fields["attached"].mark = "必选"  # type: ignore[attr-defined]

class CircumstanceForm(Asked):
    """An aggravating or mitigating fact, with its evidence."""

    rule = chosen("情节", [], "请选择第二十八条、第二十九条的一款。", hint="这两条只说对发生事故负有领导责任的。")
    on = day("日期", "情形发生的那一天。")
    text = words("情况", "请写明具体情况。")
    evidence = forms.ModelMultipleChoiceField(Evidence.objects.none(), label="证据", widget=forms.CheckboxSelectMultiple, required=False,
                                              error_messages={"invalid_choice": "请重新勾选证据。"}, help_text="至少勾选一份；没有的，先在案件页登记。")

    def offer(self) -> None:
        """Offer the circumstances of the pack and the evidence of the case."""
        rules: Any = self.fields["rule"]
        rules.choices = [("", "请选择"), *((name, f"{EFFECTS[clause.effect]}：{clause.quote}") for name, clause in fitting(self.about.case).items())]
        pieces: Any = self.fields["evidence"]
        about = Q(fact=None) | Q(fact__in=self.about.facts.all())
        pieces.queryset = Evidence.objects.current().filter(about, case=self.about.case).order_by("pk")
        pieces.mark = "至少一份"
        pieces.label_from_instance = lambda one: f"{one.get_kind_display()}：{one.text[:60]}"

    def faults(self) -> dict[str, list[str]]:
        """Say what keeps the circumstance from being entered, together with what is missing."""
        got = self.cleaned_data
        return unweighable(self.about, rule=got.get("rule", ""), on=got.get("on"), evidence=list(got.get("evidence", ())), today=self.today)

    def told(self) -> dict[str, Any]:
        """Return what was filled in."""
        return dict(self.cleaned_data) | {"evidence": list(self.cleaned_data["evidence"])}

class RepeatForm(Asked):
    """That the person was held accountable before, within the same term, as the records have it."""

    measure = forms.TypedChoiceField(label="前次处理", widget=forms.RadioSelect, coerce=int, error_messages={
        "required": "请选择前次处理。", "invalid_choice": "这项前次处理查不到，或者已经登记。请刷新页面。"})
    note = words("为什么属于类似问题", rows=2, longest=400, hint="是否属于类似问题由有权机关认定；可以先登记，再在决定的理由里写明。")

    def offer(self) -> None:
        """Offer what is on record."""
        field: Any = self.fields["measure"]
        field.choices = [(each.measure.pk, each.words) for each in to_take_on(self.about, self.today)]
        if len(field.choices) == 1:
            self.initial.setdefault("measure", field.choices[0][0])
