"""What is filled in while the group is there: days, the sample, marks of lines, problems."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from anze.acts.evidence.kinds import ACCEPT
from anze.acts.forms.base import ManyFiles
from anze.people.models import Officer, Unit
from anze.register.forms.fields import DayField
from anze.tours.codes import SPANS
from anze.tours.forms.base import Faulty, words
from anze.tours.queries.samples import MOST_DRAWN
from anze.tours.told import Found, Marked


class DayForm(Faulty):
    """On which day, and a word."""

    on = DayField(label="日期")
    note = words("说明", rows=2)


class DrawForm(Faulty):
    """How many acts of which time are drawn, and with which seed."""

    size = forms.IntegerField(label="抽取条数", min_value=1, max_value=MOST_DRAWN,
                              error_messages={"required": "请写明抽几条。", "invalid": "抽取条数写数字。"})
    since = DayField(label="履职日期自")
    until = DayField(label="履职日期至")
    span = forms.ChoiceField(label="范围", choices=list(SPANS.items()), required=False, widget=forms.RadioSelect, initial="only")
    seed = forms.CharField(label="种子", max_length=60, error_messages={"required": "请写明种子。"},
                           help_text="已按账本最新一条的摘要填好，不改的，谁也不能事先挑选；当众抽签改写的，写明原因。抽后登记在案，谁都能用它重抽核对。")
    note = words("重抽或者改写种子的原因", longest=200, rows=2)

    def __init__(self, data: Any = None, *, again: bool, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        if again:
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = "已经抽过了。重抽要写明原因，原来抽的留在案上。"

    def told(self) -> dict[str, Any]:
        """Return what was told."""
        return dict(self.cleaned_data)


def marks_of(data: Any, keys: Sequence[tuple[str, ...]], words_of: Mapping[str, str]) -> list[Marked]:
    """Return the marks of a sending: the line of place n has `mark-n`, `note-n`, and `seen-n`, the mark that stood when the page was drawn.

    A line that the sending does not have, or a mark that is none, is left as it is.
    """
    found = []
    for place, key in enumerate(keys):
        mark = data.get(f"mark-{place}")
        if mark is None or mark not in {"", *words_of}:
            continue
        seen = data.get(f"seen-{place}", "")
        found.append(Marked(key, mark, data.get(f"note-{place}", "").replace("\x00", "").strip()[:400],
                            int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 16 else 0))
    return found


class ProposeForm(Faulty):
    """The words of the whole; why something was left undone, where it was."""

    note = words("总体情况", "请写明总体情况。", longest=3000, hint="写进反馈意见的第一部分；问题已经逐条列好。")
    reason = words("没有做完的原因", longest=400, rows=2)

    def __init__(self, data: Any = None, *, left: Sequence[str], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        if left:
            self.fields["reason"].help_text = f"{'；'.join(left)}。审定的人看得到这里写的。"
        else:
            del self.fields["reason"]


class FindingForm(Faulty):
    """A problem: what, under which provision, whose, when."""

    text = words("问题", "请写明问题：哪里没有做到。", longest=600)
    provision = forms.ChoiceField(label="依据的条款", error_messages={"required": "请选依据的条款。", "invalid_choice": "请在列出的条款里选。"})
    unit = forms.ModelChoiceField(Unit.objects.none(), to_field_name="code", label="责任单位", empty_label=None,
                                  error_messages={"required": "请选责任单位。", "invalid_choice": "请在列出的单位里选。"})
    officer = forms.ModelChoiceField(Officer.objects.none(), to_field_name="code", label="责任人", required=False, empty_label="不指定个人",
                                     help_text="按发生之日的任职认定，不论现在在哪里任职（第三十一条）。")
    happened_on = DayField(label="发生日期", required=False, help_text="指定责任人的，按这一天在任的认定；空着按今天。")
    act = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    attached = forms.FileField(label="佐证文件", required=False, widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPT, "data-shrink": ""}),
                               help_text="可以不传。")

    def __init__(self, data: Any = None, *, provisions: Any, units: Sequence[Unit], people: Sequence[tuple[Officer, str]], **more: Any) -> None:
        super().__init__(data, **more)
        offered: Any = self.fields
        offered["provision"].choices = [("", "请选择"), *provisions]
        offered["unit"].queryset = Unit.objects.filter(pk__in=[one.pk for one in units])
        offered["unit"].choices = [(one.code, one.name) for one in units]
        offered["officer"].queryset = Officer.objects.filter(pk__in={one.pk for one, _ in people})
        offered["officer"].choices = [("", "不指定个人"), *((one.code, said) for one, said in people)]

    def found(self) -> Found:
        """Return what was told."""
        got = self.cleaned_data
        return Found(**{name: got[name] for name in ("text", "provision", "unit", "officer", "happened_on", "act")})


class FindingChangeForm(FindingForm):
    """A problem stated anew, and why."""

    reason = words("更改的原因", "请写明更改的原因。", longest=200, rows=2)
