"""The forms by which acts are recorded: one a kind, each giving what is told."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from django import forms

from anze.acts.forms.base import STRANGER, ActForm, marked, people_field
from anze.acts.forms.rows import Cell, RowsField
from anze.acts.queries.offered import bodies_of, counts_for_author, departments, documents_of, places_below
from anze.acts.told import Told, ToldProblem, ToldTopic
from anze.people.models import Officer, Unit

TOPIC_KINDS: Final = (("special", "安全生产（专题研究）"), ("safety", "含安全生产内容"), ("other", "其他议题"))


class InspectionForm(ActForm):
    """An inspection: where, who led, what was found."""

    type = "inspection"
    people, rest, more = ("lead",), ("place", "findings", "problems"), ("visited", "attend", "beside")

    lead = people_field("牵头（带队）", help_text="自己只是参加的，去掉这里的勾，在“更多”里勾“参加”。")
    attend = people_field("参加", help_text="参加他人牵头的排查，不计入本人的次数。")
    beside = people_field("同行的部门负责人", help_text="本级各部门的主要负责人和分管负责人，随同参加的勾上。")
    place = forms.CharField(label="地点", max_length=120, required=False, help_text="单位、企业或场所的名称；选了所到单位的，可以不写。")
    visited = forms.ModelChoiceField(Unit.objects.none(), to_field_name="code", label="所到单位", required=False, empty_label="—")
    findings = forms.CharField(label="排查情况", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    problems = RowsField((), add="再加一个问题", required=False, label="发现的问题")

    def arrange(self) -> None:
        """Offer the unit's leaders of the day, the places below it, the units that follow a problem up."""
        leading = self.leading()
        mine = [one.code for one in leading if self.start.officer and one.pk == self.start.officer.pk]
        self.offer("lead", leading, mine or ([leading[0].code] if len(leading) == 1 else []))
        marked(self.fields["lead"], "本人牵头的必勾，勾了才计入")
        self.offer("attend", self.holders)
        self.offer_beside("beside")
        below = places_below(self.at) if self.at else []
        if below:
            visited: Any = self.fields["visited"]
            visited.queryset = Unit.objects.within(*([self.at] if self.at else [])).places()
            visited.choices = [("", "—"), *((unit.code, unit.name) for unit in below)]
            marked(self.fields["place"], "与所到单位至少写一项")
            marked(visited, "与地点至少写一项")
        else:
            del self.fields["visited"]
            self.fields["place"].required, self.fields["place"].help_text = True, "单位、企业或场所的名称。"
            self.fields["place"].error_messages["required"] = "请写明地点。"
        beside = departments(self.at) if self.at else []
        self.follow_ups: dict[str, Unit] = {unit.code: unit for unit in ([self.at, *below, *beside] if self.at else [])}
        units = [("", "本单位"), *((code, unit.name) for code, unit in self.follow_ups.items() if unit != self.at)]
        cells = (Cell("text", "问题", longest=300), Cell("owner", "整改责任单位", longest=80), Cell("deadline", "整改期限", "date"),
                 *([Cell("unit", "跟进单位", "select", units)] if len(units) > 1 else []))
        self.fields["problems"] = RowsField(cells, add="再加一个问题", required=False, label="发现的问题")

    def said(self) -> dict[str, Any]:
        """Return who led and attended, where, what was found."""
        got = self.cleaned_data.get
        led = list(got("lead") or [])
        people = [(one, "lead") for one in led] + [(one, "attend") for one in dict.fromkeys([*(got("attend") or []), *(got("beside") or [])]) if one not in led]
        problems = [ToldProblem(row["text"], row["owner"], self.follow_ups.get(row.get("unit", "")) or self.at, row["deadline"])
                    for row in got("problems") or []]
        return {"participants": tuple(people), "place": got("place") or "", "visited": got("visited"), "findings": got("findings") or "",
                "problems": tuple(problems)}


class MeetingForm(ActForm):
    """A meeting: which body, who chaired, who came, what about."""

    type = "meeting"
    people, rest, more = ("bodies", "chair", "attend"), ("topics", "minutes"), ("title", "beside", "joint_with")

    bodies = forms.MultipleChoiceField(label="会议", widget=forms.CheckboxSelectMultiple, help_text="党政联合召开的，两项都勾。",
                                       error_messages={"required": "请勾选是哪个会议。", "invalid_choice": "本单位没有这种会议，请重新勾选。"})
    chair = forms.ModelChoiceField(Officer.objects.none(), to_field_name="code", label="主持（召集）人", empty_label=None,
                                   error_messages={"required": "请选择主持（召集）人。", "invalid_choice": STRANGER})
    attend = people_field("参加人", help_text="已按当日在任的领导勾好，没有到会的请去掉。")
    beside = people_field("列席的部门负责人", help_text="本级各部门的主要负责人和分管负责人，到会列席的勾上。")
    topics = RowsField((Cell("title", "议题"), Cell("kind", "类别", "select", TOPIC_KINDS)), add="再加一个议题", label="议题",
                       help_text="常委会、常务会等须作为专题研究安全生产，才计入。", error_messages={"required": "请至少写一个议题。"})
    minutes = forms.CharField(label="纪要", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text="可以贴正文，也可以在下面附文件。")
    title = forms.CharField(label="会议名称", max_length=120, required=False)
    joint_with = forms.ModelMultipleChoiceField(Unit.objects.none(), to_field_name="code", label="联合召开的其他单位", required=False,
                                                widget=forms.CheckboxSelectMultiple)

    def arrange(self) -> None:
        """Offer the bodies of the unit and its leaders of the day."""
        bodies = bodies_of(self.at) if self.at else {}
        duty = self.start.duty
        field: Any = self.fields["bodies"]
        field.choices = list(bodies.items())
        field.required = bool(bodies)
        if duty and duty.act.body in bodies:
            self.initial.setdefault("bodies", [duty.act.body])
        elif len(bodies) == 1:
            self.initial.setdefault("bodies", list(bodies))
        if not bodies:
            del self.fields["bodies"]
        self.offer("chair", self.holders)
        self.offer("attend", self.holders, [one.code for one in self.holders])
        self.offer_beside("beside")
        chair = self.start.officer
        if chair and any(one.pk == chair.pk for one in self.holders):
            self.initial.setdefault("chair", chair.code)
        others = [unit for unit in self.start.units if unit != self.at and self.rights.reach("act.record").covers_unit(unit)]
        self._choices("joint_with", others, {unit.code: unit.name for unit in others})
        if len(others) == 1:
            self.fields["joint_with"].widget = forms.CheckboxSelectMultiple(choices=[(unit.code, unit.name) for unit in others])
            self.fixed, self.initial["joint_with"] = self.fixed[:-1], []
        self.initial.setdefault("topics", [{"title": "研究安全生产工作", "kind": "special"}])

    def said(self) -> dict[str, Any]:
        """Return the body, who chaired and attended, the agenda."""
        got = self.cleaned_data.get
        chair = got("chair")
        people = [(chair, "chair")] if chair else []
        people += [(one, "attend") for one in dict.fromkeys([*(got("attend") or []), *(got("beside") or [])]) if one != chair]
        topics = [ToldTopic(row["title"], "" if row["kind"] == "other" else "work_safety", row["kind"] == "special") for row in got("topics") or []]
        return {"bodies": tuple(got("bodies") or ()), "participants": tuple(people), "topics": tuple(topics), "minutes": got("minutes") or "",
                "title": got("title") or "", "joint_with": tuple(got("joint_with") or ())}


class DocumentForm(ActForm):
    """A document: which, its number, whose."""

    type = "document"
    people, rest, more = ("kind", "authors"), ("title", "number"), ()

    kind = forms.ChoiceField(label="文件种类", error_messages={"required": "请选择文件种类。", "invalid_choice": "本单位没有这种文件，请重新选择。"})
    authors = people_field("本人（署名）", help_text="形势分析、述职报告计入署名的本人；责任清单及其检查考核计入单位，可以不勾。")
    title = forms.CharField(label="标题", max_length=120, required=False)
    number = forms.CharField(label="文号", max_length=60, required=False)

    def arrange(self) -> None:
        """Offer the unit's documents and the authors that this account may name."""
        documents = documents_of(self.at) if self.at else {}
        kind: Any = self.fields["kind"]
        kind.choices = list(documents.items())
        if self.start.duty:
            self.initial.setdefault("kind", self.start.duty.act.document)
        leading = self.leading()
        mine = [one.code for one in leading if self.start.officer and one.pk == self.start.officer.pk]
        if any(counts_for_author(code) for code in documents):
            marked(self.fields["authors"], "计入本人的文件必勾")
        by_person = not self.start.duty or self.start.duty.owner == "person"
        self.offer("authors", leading, mine if by_person else [])

    def said(self) -> dict[str, Any]:
        """Return the kind, the number and the authors."""
        got = self.cleaned_data.get
        return {"kind": got("kind") or "", "title": got("title") or "", "number": got("number") or "",
                "participants": tuple((one, "author") for one in got("authors") or [])}


class BudgetForm(ActForm):
    """A budget: the safety fund of a year beside the year before, and revenue."""

    type = "budget"
    rest = ("year", "fund", "fund_before", "revenue_growth")

    year = forms.IntegerField(label="预算年度", min_value=2000, max_value=2100)
    fund = forms.DecimalField(label="专项资金（万元）", min_value=Decimal(0), max_digits=14, decimal_places=2)
    fund_before = forms.DecimalField(label="上年专项资金（万元）", min_value=Decimal(0), max_digits=14, decimal_places=2)
    revenue_growth = forms.DecimalField(label="财政收入增幅（%）", min_value=Decimal(-100), max_digits=6, decimal_places=2,
                                        help_text="例如增长 6%，写 6；下降写负数。")

    def arrange(self) -> None:
        """Begin with the year of the day."""
        self.initial.setdefault("year", self.start.day.year)

    def said(self) -> dict[str, Any]:
        """Return the figures; the growth of revenue as a share."""
        got = self.cleaned_data.get
        growth = got("revenue_growth")
        return {"year": got("year"), "fund": got("fund"), "fund_before": got("fund_before"), "revenue_growth": None if growth is None else growth / 100}


FORMS: Final[Mapping[str, type[ActForm]]] = {form.type: form for form in (InspectionForm, MeetingForm, DocumentForm, BudgetForm)}


def initial_of(told: Told) -> dict[str, Any]:
    """Return what a form begins with to correct an act."""
    people: dict[str, list[str]] = {}
    for officer, part in told.participants:
        people.setdefault(part, []).append(officer.code)
    topics = [{"title": one.title, "kind": "special" if one.special else "safety" if one.code else "other"} for one in told.topics]
    problems = [{"text": one.text, "owner": one.owner, "deadline": one.deadline.isoformat() if one.deadline else "",
                 "unit": one.follow_up_unit.code if one.follow_up_unit and one.follow_up_unit != told.unit else ""} for one in told.problems]
    found = told.columns() | {"unit": told.unit.code, "visited": told.visited.code if told.visited else "", "topics": topics, "problems": problems,
                              "lead": people.get("lead", []), "attend": people.get("attend", []), "authors": people.get("author", []),
                              "chair": people.get("chair", [""])[0], "joint_with": [unit.code for unit in told.joint_with]}
    found["on_behalf_of"] = told.on_behalf_of.code if told.on_behalf_of else ""
    if told.revenue_growth is not None:
        found["revenue_growth"] = f"{told.revenue_growth * 100:.2f}"
    return found
