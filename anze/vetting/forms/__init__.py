"""The form of an enquiry: for what, about whom, as of which day."""

from typing import Any, Final, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from anze.acts.forms.unseen import seen
from anze.law.findings import in_words
from anze.law.question import Question
from anze.people.models import Officer, Unit
from anze.people.moment import FIRST_DAY, day_of
from anze.register.forms.fields import DayField
from anze.vetting.actions.enquiring import known_too_early
from anze.vetting.codes import LIMIT, OF_GROUPS, PURPOSES
from anze.vetting.queries.lines import lines_of, text_of
from anze.vetting.queries.matching import Matched, matched
from anze.vetting.queries.organ import reach_of
from anze.workbook.package import LARGEST, Unreadable

LEFT_OUT: Final = "-"  # what is chosen for a line that means none of those offered
LONGEST: Final = 40_000  # characters of a list
PLACEHOLDER: Final = "甲某\n乙某　英德市\n丙某　望埠镇党委主要负责人"
ACCEPT: Final = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class EnquiryForm(forms.Form):
    """What a department asks. After `is_valid`, `lines` are the lines of the list with whom each means; those to be chosen
    are left in `choices`, what was chosen before in `kept`; `line_faults` says what is wrong line by line, `remedies` what is to be done."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="查询单位", to_field_name="code", empty_label=None,
                                  error_messages={"required": "请选择查询单位。"})
    purpose = forms.ChoiceField(label="用途", choices=[("", "请选择"), *PURPOSES.items()], help_text="会记入账本，被查询的本人看得到。",
                                error_messages={"required": "请选择用途：查询要写明为什么查。"})
    reference = forms.CharField(label="文号或者说明", max_length=120, help_text="考察方案、评选通知的文号，或者一句话说明。",
                                error_messages={"required": "请写明文号或者说明，例如考察方案、评选通知的文号。"})
    names = forms.CharField(label="名单", max_length=LONGEST, required=False, strip=False,
                            widget=forms.Textarea(attrs={"rows": 10, "placeholder": PLACEHOLDER, "spellcheck": "false"}),
                            help_text=f"一行一个，最多 {LIMIT} 个；同名的，在姓名后面写单位或者职务；也可以只写人员编号。可以直接从 Excel 复制粘贴；"
                                      "评优评先、表彰奖励时也可以写单位名称，查领导班子。")
    file = forms.FileField(label="或者上传名单", required=False, help_text="只收 .xlsx，要有“姓名”一列；导出的结果可以原样上传再查。",
                           widget=forms.FileInput(attrs={"accept": ACCEPT}))
    as_of = DayField(label="截至哪一天", required=False, help_text="不填就是今天。")
    known_at = DayField(label="以哪一天在案的为准", required=False, help_text="不早于截至的那一天；不填就是今天。")

    def __init__(self, *args: Any, places: Any, now: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line_faults, self.remedies = list[str](), list[str]()
        self.today, self.lines, self.choices, self.kept = day_of(now), list[Matched](), list[Matched](), list[tuple[str, str]]()
        chosen: Any = self.fields["unit"]
        chosen.queryset = Unit.objects.filter(pk__in=[one.pk for one in places]).order_by("path")
        for name, mark in (("names", "粘贴，或者在下面上传"), ("file", "没有粘贴的")):
            cast(Any, self.fields[name]).mark = mark
        if len(places) == 1:
            chosen.widget, chosen.initial, chosen.required = forms.HiddenInput(), places[0].code, False
            self.only: Unit | None = places[0]
        else:
            self.only = None

    def clean_unit(self) -> Any:
        """The one department of whoever has but one."""
        return self.cleaned_data.get("unit") or self.only

    def clean_file(self) -> Any:
        """Read the list out of a workbook: it stands in the box then, to be mended there."""
        file: UploadedFile | None = self.cleaned_data.get("file")
        if not file:
            return None
        if (file.size or 0) > LARGEST:
            raise Unreadable("文件超过 10 MB。名单用不了这么大：请只留姓名、单位职务两列，再上传。")
        self.data = MultiValueDict({**dict(cast(MultiValueDict[str, Any], self.data).lists()), "names": [text_of(file.read())]})
        return file

    def clean_as_of(self) -> Any:
        """A day that has come."""
        return self._day("as_of")

    def clean_known_at(self) -> Any:
        """A day that has come."""
        return self._day("known_at")

    def _day(self, name: str) -> Any:
        day = self.cleaned_data.get(name)
        if day and not FIRST_DAY <= day <= self.today:
            raise forms.ValidationError(f"{in_words(day)}查不了：请写{in_words(FIRST_DAY)}到今天（{in_words(self.today)}）的日期，或者不填。")
        return day

    def clean(self) -> dict[str, Any]:
        """Match the list; everything that is wrong with it is said at once."""
        found = super().clean() or {}
        lines = lines_of(seen(self.data.get("names", ""))[:LONGEST]) if "file" not in self.errors else []
        self._say_what_clocks_cannot()
        unit = found.get("unit")
        if not lines:
            if "file" not in self.errors:
                self.add_error("names", "名单是空的。请粘贴名单，一行一个人，或者上传工作簿。")
        elif len(lines) > LIMIT:
            self.add_error("names", f"名单有 {len(lines)} 行，一次最多查 {LIMIT} 个。请分几次查。")
        elif unit is not None:
            picks = {line.number: self.data.get(line.pick, "") for line in lines}
            kept = [line for line in lines if picks[line.number] != LEFT_OUT]
            self.lines = matched(kept, reach_of(unit), unit.name, groups=found.get("purpose") in OF_GROUPS, picks=picks)
            self._say_what_is_open()
            chosen = {line.pick: picks[line.number] for line in lines if picks[line.number]}
            self.kept = [(name, value) for name, value in chosen.items() if name not in {one.line.pick for one in self.choices}]
        return found

    def _say_what_clocks_cannot(self) -> None:
        if not {"as_of", "known_at"} & set(self.errors):
            asked = self.asked()
            if asked.known_at < asked.as_of:
                self.add_error("known_at", known_too_early(asked.as_of, asked.known_at))

    def _say_what_is_open(self) -> None:
        self.choices = [one for one in self.lines if one.subject is None and one.candidates]
        for one in self.choices:
            one.fault = f"第 {one.line.number} 行“{one.line.called}”{one.doubt}，请在“请选定是哪一个人”一栏选定。"
        wrong = [one for one in self.lines if one.fault]
        self.line_faults, self.remedies = [one.fault for one in wrong], list(dict.fromkeys(one.remedy for one in wrong if one.remedy))
        if wrong:
            self.add_error("names", f"有 {len(wrong)} 行要改，逐行写在本页上方。")
        if not self.lines:
            self.add_error("names", "名单里没有要查的人了。请粘贴名单，一行一个人。")

    @property
    def wrong(self) -> int:
        """How many things are to be mended: each line of the list is one."""
        return sum(map(len, self.errors.values())) + max(len(self.line_faults) - 1, 0)

    def subjects(self) -> list[Officer | Unit]:
        """Return whom the list means, in its order."""
        return [one.subject for one in self.lines if one.subject is not None]

    def asked(self) -> Question:
        """Return the two clocks, today where they are not given."""
        got = self.cleaned_data
        return Question(got.get("as_of") or self.today, got.get("known_at") or self.today)
