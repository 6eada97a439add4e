"""What is stated of a danger, and what its verbs ask for."""

from datetime import timedelta
from typing import Any

from django import forms

from anze.acts.forms.base import marked
from anze.enterprises.forms.fields import CellField, GroupedField, departments_for, places_for
from anze.hazards.codes import LEVELS, SOURCES
from anze.hazards.forms.fields import Asked, EnterpriseField, day, words
from anze.hazards.policies import CHANGE, USUAL_DAYS
from anze.hazards.told import Stated
from anze.people.models import Unit
from anze.register.forms.fields import reason_field


class StatedForm(Asked):
    """What is stated of a danger."""

    text = words("隐患", "请写明是什么隐患、在哪个部位。", rows=2)
    level = forms.ChoiceField(label="等级", choices=list(LEVELS.items()), widget=forms.RadioSelect, initial="general",
                              help_text="重大隐患登记后立即报县、市安委办，并提请挂牌督办。")
    enterprise = EnterpriseField()
    place = forms.CharField(label="具体地点", max_length=120, required=False)
    cell = CellField(label="网格", required=False, help_text="写网格编号或名称。")
    owner = forms.CharField(label="整改责任单位", max_length=80, required=False, help_text="写了上面的生产经营单位的可以不写，就是它。")
    department = GroupedField(label="跟进部门", queryset=Unit.objects.none(), required=False)
    deadline = day("整改期限")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        marked(self.fields["owner"], "与生产经营单位填一个")
        offered: Any = self.fields["department"]
        offered.nothing = "没有"
        offered.offer(departments_for(self.rights.reach(CHANGE)))
        self.fields["deadline"].initial = self.today + timedelta(days=USUAL_DAYS)

    def clean(self) -> dict[str, Any]:
        """Somebody has to put it right: by itself the production unit."""
        found = super().clean() or {}
        if not found.get("owner", "").strip() and "owner" not in self.errors:
            if found.get("enterprise"):
                found["owner"] = found["enterprise"].name[:80]
            else:
                self.add_error("owner", "请写明整改责任单位，或者写明生产经营单位。")
        return found

    def stated(self) -> Stated:
        """Return what was stated."""
        got = self.cleaned_data
        return Stated(**{name: got[name] for name in ("level", "text", "owner", "deadline", "place", "enterprise", "cell", "department")})


class DangerForm(StatedForm):
    """A danger that is recorded: where and how it was found besides."""

    unit = GroupedField(label="所在地", queryset=Unit.objects.none(), error_messages={"required": "请选择隐患所在的地方。"})
    source = forms.ChoiceField(label="来源", choices=[one for one in SOURCES.items() if one[0] != "patrol"], initial="public")
    on = day("发现日期")
    field_order = ("text", "level", "unit", "enterprise", "place", "source", "on", "owner", "deadline", "department", "cell")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["unit"]
        offered.offer(places_for(self.rights.reach(CHANGE)))
        self.fields["on"].initial = self.today
        if len(offered.queryset) == 1:
            offered.initial = offered.queryset[0].pk


class CorrectForm(StatedForm):
    """A danger stated anew."""

    reason = reason_field("如：现场核实以后更正")


class DoneForm(Asked):
    """How it was put right."""

    on = day("整改完成日期")
    note = words("整改情况", "请写明整改情况：做了什么，结果怎样。")


class PassForm(Asked):
    """A re-check that was passed."""

    on = day("复查日期")
    note = words("复查意见")


class FailForm(Asked):
    """A re-check that was not passed."""

    on = day("复查日期")
    note = words("哪里没有整改到位", "请写明哪里没有整改到位。")
    deadline = day("新的整改期限")


class RemarkForm(Asked):
    """A remark."""

    note = words("说明")


class WhyForm(Asked):
    """Why."""

    note = words("原因", "请写明原因。", longest=200)


class ProposeForm(Asked):
    """To whose office a major danger is proposed for listing."""

    lister = forms.ModelChoiceField(Unit.objects.none(), label="挂牌单位", empty_label=None, widget=forms.RadioSelect)
    note = words("提请的理由")
