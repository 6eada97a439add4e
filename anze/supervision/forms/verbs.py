"""What the verbs of supervision ask for."""

from typing import Any

from django import forms

from anze.acts.evidence.kinds import ACCEPT
from anze.acts.forms.base import ManyFiles
from anze.people.models import Officer
from anze.supervision.forms.base import Asked, day, words


class PlainForm(Asked):
    """Nothing to fill in."""


class NoteForm(Asked):
    """A remark."""

    note = words("说明", rows=2)


class WhyForm(Asked):
    """Why."""

    note = words("原因", "请写明原因。", longest=200)


class MissingForm(Asked):
    """What is missing."""

    note = words("哪里没有办到位", "请写明哪里没有办到位。")


class ContactForm(Asked):
    """Whom undertakers may ask."""

    contact = forms.CharField(label="联系人", max_length=40, required=False)
    phone = forms.CharField(label="联系电话", max_length=40, required=False)


class ProgressForm(Asked):
    """How far it is."""

    note = words("进展", "请写明进展。", longest=1000)


class ReportForm(Asked):
    """What was done, with files."""

    on = day("完成日期")
    note = words("办理情况", "请写明办理情况：做了什么，结果怎样。", rows=4, longest=1000, hint="做了什么，结果怎样。")
    attached = forms.FileField(label="佐证文件", required=False, widget=ManyFiles(attrs={"multiple": True, "accept": ACCEPT, "data-shrink": ""}),
                               help_text="可以不传。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = self.today


class AskForm(Asked):
    """A later deadline is asked for."""

    due = day("延长到")
    note = words("延期的理由", "请写明延期的理由。")


class GrantForm(Asked):
    """A later deadline is granted."""

    due = day("延长到", "可以比申请的早。")
    note = words("审批意见", rows=2)


class RefuseForm(Asked):
    """A later deadline is refused."""

    note = words("不同意的理由", "请写明不同意延期的理由。")


class HandOnForm(Asked):
    """Who answers from now on."""

    officers = forms.ModelMultipleChoiceField(Officer.objects.none(), label="责任人", widget=forms.CheckboxSelectMultiple,
                                              error_messages={"required": "请选择责任人。"})
    note = words("更换的原因", "请写明更换责任人的原因。", longest=200)

    def offer(self, people: list[tuple[Officer, str]]) -> None:
        """Offer the leaders of the unit, each with the post held."""
        chosen: Any = self.fields["officers"]
        chosen.queryset = Officer.objects.filter(pk__in=[officer.pk for officer, _ in people])
        chosen.choices = [(officer.pk, f"{officer.name}（{words_}）") for officer, words_ in people]
