"""What is filled in with the verbs between the notice and the minutes."""

from collections.abc import Sequence
from typing import Any

from django import forms

from anze.interviews.codes import CAME
from anze.interviews.forms.base import DELIBERATE, Faulty, LinesField, MomentField
from anze.interviews.models import Interviewee
from anze.interviews.told import Amended, Presence
from anze.register.forms.fields import DayField


class MeetingForm(Faulty):
    """When and where, and whom to ask."""

    meets_at = MomentField(label="约谈时间")
    place = forms.CharField(label="约谈地点", max_length=120, error_messages={"required": "请写明约谈地点。"})
    contact = forms.CharField(label="联系人", max_length=40, error_messages={"required": "请写明联系人。"})
    phone = forms.CharField(label="联系电话", max_length=40, error_messages={"required": "请写明联系电话。"})

    def meeting(self) -> dict[str, Any]:
        """Return when and where, and whom to ask."""
        return {name: self.cleaned_data[name] for name in ("meets_at", "place", "contact", "phone")}


class RescheduleForm(MeetingForm):
    """Another time or place, and why."""

    note = forms.CharField(label="改期的原因", max_length=200, error_messages={"required": "请写明改期的原因。"})


class PresenceForm(Faulty):
    """On which day it was, and how each interviewee was there."""

    on = DayField(label="约谈日期")

    def __init__(self, data: Any = None, *, people: Sequence[Interviewee], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.people = list(people)
        for one in self.people:
            self.fields[f"came-{one.pk}"] = forms.ChoiceField(label=f"{one.name}到会情况", choices=list(CAME.items()), initial="in_person")
            self.fields[f"stand-{one.pk}"] = forms.CharField(label=f"代{one.name}到会的人", max_length=80, required=False)

    def rows(self) -> list[tuple[Interviewee, Any, Any]]:
        """Return each interviewee with the fields about the person."""
        return [(one, self[f"came-{one.pk}"], self[f"stand-{one.pk}"]) for one in self.people]

    def general(self) -> list[Any]:
        """Return the fields that are about nobody in particular, what is asked to be ticked last."""
        asked = [name for one in DELIBERATE for name in (one, f"{one}_why")]
        about = {f"{name}-{one.pk}" for one in self.people for name in ("came", "stand")}
        return [self[name] for name in sorted(self.fields, key=asked.__contains__) if name not in about]

    def clean(self) -> dict[str, Any]:
        """Ask who came in somebody's place."""
        found = super().clean() or {}
        for one in self.people:
            if found.get(f"came-{one.pk}") == "stand_in" and not found.get(f"stand-{one.pk}", "").strip():
                self.add_error(f"stand-{one.pk}", f"请写明由谁代{one.name}到会。")
        return found

    def presence(self) -> dict[int, Presence]:
        """Return how each was there."""
        return {one.pk: Presence(self.cleaned_data[f"came-{one.pk}"], self.cleaned_data[f"stand-{one.pk}"]) for one in self.people}


class HoldForm(PresenceForm):
    """How the interview went: who came, what was stated, what was promised."""

    problems = LinesField(label="指出的问题", error_messages={"required": "请写明约谈时指出的问题，一行一个。"}, help_text="一行一个。")
    commitments = LinesField(label="作出的承诺", required=False, help_text="一行一个。被约谈人在自己的页面上看得到。")
    note = forms.CharField(label="其他情况", max_length=400, required=False)


class AmendForm(PresenceForm):
    """The day and who was there, corrected, and why."""

    reason = forms.CharField(label="更正的原因", max_length=200, widget=forms.Textarea(attrs={"rows": 2}),
                             error_messages={"required": "请写明更正的原因。"})
    anew = forms.BooleanField(label="按更正后的情况重新印发约谈纪要，另取文号", required=False)

    def __init__(self, data: Any = None, *, people: Sequence[Interviewee], minuted: bool, initial: Any = None) -> None:
        there = {one: one.attendance for one in people}
        begin = {f"came-{one.pk}": at.came for one, at in there.items()} | {f"stand-{one.pk}": at.stand_in for one, at in there.items()}
        super().__init__(data, people=people, initial=begin | (initial or {}))
        if not minuted:
            del self.fields["anew"]

    def told(self) -> Amended:
        """Return what was told."""
        found = self.cleaned_data
        return Amended(on=found["on"], presence=self.presence(), reason=found["reason"], another=self.deliberate("another"), anew=found.get("anew", False))

    def key(self) -> str:
        """Return what was told of the day and of who was there in one text: the same text, the same counts."""
        return "|".join([str(self.cleaned_data["on"]), *(f"{key}:{one.came}:{one.stand_in}" for key, one in sorted(self.presence().items()))])
