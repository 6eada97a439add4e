"""What is filled in about one letter: scans and the day of signing, a typed code, the second factor, outcomes, other numbers."""

from typing import Any

from django import forms

from anze.acts.forms.base import ManyFiles, marked
from anze.letters.forms.base import Faulty, LinesField, NumberField, ReasonForm
from anze.letters.models import Letter
from anze.letters.queries.outcomes import Result
from anze.letters.told import goal_words, limits_changed, said
from anze.register.forms.fields import DayField

SCANS = ".pdf,.jpg,.jpeg,.png,.webp,.heic,.heif,image/*"


class ScanForm(Faulty):
    """Scans and the day on which the letters were signed."""

    attached = forms.FileField(label="扫描件", widget=ManyFiles(attrs={"multiple": True, "accept": SCANS}), required=False,
                            help_text="可以一次选多个：一个 PDF 里扫了很多份，或者逐页拍的照片，都按每页下方的编号自动归到各份责任书。"
                                      "每个文件不超过 20 MB；一次超过 10 页的在后台读取。")
    on = DayField(label="签订日期", help_text="纸上双方签完字的那一天；同一批签订的一次填好。")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        marked(self.fields["attached"], "可多选")  # not checked here: files are examined one by one


class TypedForm(Faulty):
    """Whose pages these are."""

    code = forms.CharField(label="编号", max_length=20, help_text="印在每页下方，如 ZR2026-0017-8。", error_messages={"required": "请填编号。"},
                           widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
    on = DayField(label="签订日期")
    seen = forms.BooleanField(label="页数不全，但看过这几页，双方都签了字", required=False, help_text="页数齐全的不用勾。")


class SignForm(Faulty):
    """The digest of what is signed, and the second factor where it is asked for."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    code = forms.CharField(label="验证码", max_length=20, widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text"}),
                           help_text="手机上的 6 位动态口令，或者一个备用码。", error_messages={"required": "请填验证码。"})

    def __init__(self, *args: Any, asks: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not asks:
            del self.fields["code"]


class OutcomeForm(Faulty):
    """What came of each number that the system does not count."""

    def __init__(self, data: Any = None, *, results: list[Result]) -> None:
        super().__init__(data)
        self.open = [one for one in results if not one.counted]
        for one in self.open:
            key = one.goal["key"]
            self.fields[f"value-{key}"] = NumberField(label=f"{one.words}，实绩", required=False, initial=said(one.value))
            self.fields[f"note-{key}"] = forms.CharField(label="依据或者说明", max_length=200, required=False, initial=one.note)


class ReplaceForm(ReasonForm):
    """The same letter with other numbers, tasks and vetoes, and why."""

    field_order = ("reason",)

    def __init__(self, data: Any = None, *, letter: Letter) -> None:
        super().__init__(data)
        self.letter = letter
        for goal in letter.numbers:
            self.fields[f"limit-{goal['key']}"] = NumberField(label=goal_words(goal), initial=goal["limit"], error_messages={"required": "请填控制数。"})
        for kind, name, label in (("task", "tasks", "工作任务"), ("veto", "vetoes", "一票否决事项")):
            lines = "\n".join(goal["text"] for goal in letter.goals if goal["kind"] == kind)
            self.fields[name] = LinesField(label=label, required=False, initial=lines, help_text="一行一项。")
        self.fields["reason"].label, self.fields["reason"].help_text = "重签的原因", "如：指标调整文件的文号，或者单位合并。"
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def goals(self) -> list[dict[str, Any]]:
        """Return the goals as they were told."""
        got = self.cleaned_data
        limits = {goal["key"]: got[f"limit-{goal['key']}"] for goal in self.letter.numbers}
        return limits_changed(self.letter.numbers, limits, got["tasks"], got["vetoes"])
