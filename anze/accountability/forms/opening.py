"""A case as it is proposed, and who comes to it."""

from typing import Any

from django import forms

from anze.access.permissions import DISCIPLINE, OFFICE_HEAD, ORGANISATION
from anze.accountability.codes import ORGANS, ROLES
from anze.accountability.forms.base import Asked, chosen, day, line, words
from anze.accountability.models import Case, Member
from anze.accountability.policies import HANDLE, OPEN
from anze.accountability.queries.accidents import UNKNOWN, accident_code, numbered
from anze.accountability.queries.begun import Begun
from anze.accountability.queries.candidates import accounts_for, offered_members, places_of
from anze.accountability.queries.entitled import alone, lacking
from anze.accountability.queries.happened import day_faults, wrong_day
from anze.accountability.queries.law import ground_rules
from anze.accountability.queries.running import named, running
from anze.accountability.told import Proposal
from anze.accounts.forms.named import NamedField
from anze.duties.sources import told as told_of
from anze.people.models import Account, Unit

OWN_ORGAN = {DISCIPLINE: "discipline", ORGANISATION: "organisation", OFFICE_HEAD: "safety"}


class ProposeForm(Asked):
    """A case is proposed: its ground, the day of the facts, why; who may approve it."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="办案机关所在单位", to_field_name="code", empty_label=None,
                                  error_messages={"required": "请选择单位。", "invalid_choice": "请选择单位。"})
    organ = chosen("办案机关", ORGANS.items(), "请选择办案机关。", hint="第三十三条：按照权限和职责分别负责。")
    rule = chosen("问责情形", [], "请选择第二十五条的一项。")
    day = day("事实发生日", "因事故问责的，写事故发生的日期；其他的，写没有做到的那一天。责任随当日的任职走，不论后来调到哪里。", "请写明事实发生日。")
    accident = line("事故编号", longest=40, hint="事故台账上的编号，如 2026-0018；不是因事故问责的不写。")
    title = line("案由", "请写明案由。", longest=80)
    reasons = words("提请立案的理由", "请写明提请立案的理由。", rows=5)
    approver = NamedField(Account.objects.none(), code="username", suggest=True, label="审批人",
                          help_text="写全名或账号。批准以前，只有您和这位同志知道有这个案件。", error_messages={"required": "请指定一位审批人。"})

    def offer(self) -> None:
        """Offer the places, the grounds and the accounts that may approve."""
        places: Any = self.fields["unit"]
        places.queryset = places_of(self.rights, OPEN)
        if len(places.queryset) == 1:
            places.widget, places.initial = forms.HiddenInput(), places.queryset[0].code
        self.initial["accident"] = numbered(str(self.initial.get("accident", "")))
        self.fields["accident"].mark = "因事故问责的必写"  # type: ignore[attr-defined]
        rules: Any = self.fields["rule"]
        rules.choices = [("", "请选择"), *ground_rules().items()]
        named: Any = self.fields["approver"]
        named.rows = accounts_for(OPEN, *places.queryset).exclude(pk=self.rights.account.pk)
        named.offer()
        named.rows = accounts_for(OPEN, *places.queryset)
        self._running()
        self.initial.setdefault("organ", next((organ for role, organ in OWN_ORGAN.items() if role in self.rights.roles), "discipline"))

    def _running(self) -> None:
        """Where the account is on a case about the same ground or accident already, ask whether this is another one."""
        names = ("accident", "title", "reasons")
        typed = {name: str(self.data.get(self.add_prefix(name), "")).strip() for name in names} if self.is_bound else self.initial
        found = running(self.rights, key=self.about.key if self.about else "", accident=accident_code(str(typed.get("accident", ""))))
        same = [one for one in found if self.is_bound and one.proposed_by == self.rights.account
                and (one.title, one.reasons.replace("\r\n", "\n")) == (typed["title"], typed["reasons"].replace("\r\n", "\n"))]  # pressed twice
        if found and not same:
            told = named(found)
            self.fields["again"] = forms.BooleanField(
                label="确是另一件事，仍要另行提请", help_text=f"这条线索、这起事故，您已在案内：{told}。", error_messages={
                    "required": f"您已经在案内：{told}，也是这条线索或者这起事故的。同一件事请到那个案件里办；确是另一件事的，勾选这一项再提请。"})

    def clean_approver(self) -> Account:
        """Say that one named oneself, instead of finding nobody."""
        if (found := self.cleaned_data["approver"]) == self.rights.account:
            raise forms.ValidationError("不能指定自己。提请立案的人不能自己批准，请指定另一位同志审批。")
        return found

    def faults(self) -> dict[str, list[str]]:
        """Hold the day of the facts against the accident, whatever else is wrong."""
        got = self.cleaned_data
        if {"rule", "day", "accident"} <= got.keys():
            return {name: [said] for name, said in day_faults(got["rule"], got["day"], got["accident"], self.today).items()}
        said = wrong_day(got["day"], self.today) if "day" in got else ""
        return {"day": [said]} if said else {}

    def clean_accident(self) -> str:
        """Refuse a number under which the account sees no accident."""
        found = accident_code(str(self.cleaned_data["accident"]))
        if found and not told_of("accidents", [found], self.rights):
            raise forms.ValidationError(UNKNOWN)
        return found

    def proposal(self, ground: Begun | None = None) -> Proposal:
        """Return what was told, with the ground from which it began."""
        return Proposal(ground=ground.text if ground else "", ground_key=ground.key if ground else "",
                        **{name: value for name, value in self.cleaned_data.items() if name != "again"})


class MemberForm(Asked):
    """An account comes to a case."""

    account = NamedField(Account.objects.none(), code="username", suggest=True, label="账号", help_text="写全名或账号。",
                         error_messages={"required": "请写明账号。"})
    role = chosen("角色", ROLES.items(), "请选择角色。", hint="承办人查办、告知、拟定；审批人、审核人只审批。同一个人不能两样都办。")
    reason = words("原因", "请写明为什么让这位同志参加办案。", rows=2, longest=400)

    def offer(self) -> None:
        """Suggest the accounts that may come, and take whoever has the permission: the verb says why one may not."""
        named: Any = self.fields["account"]
        _suggest(named, self.about)


def _suggest(named: Any, case: Case) -> None:
    named.rows = offered_members(case)
    named.offer()
    named.rows = accounts_for(HANDLE, case.unit)


class EndForm(Asked):
    """A member leaves or recuses himself, and who takes over."""

    reason = words("原因", "请写明原因。", rows=2, longest=400)
    successor = NamedField(Account.objects.none(), code="username", suggest=True, label="由谁接替", required=False)

    def __init__(self, *args: Any, member: Member, kind: str, **kwargs: Any) -> None:
        self.member, self.kind = member, kind
        super().__init__(*args, **kwargs)

    def offer(self) -> None:
        """Suggest who may take over, and say whether somebody has to."""
        named: Any = self.fields["successor"]
        _suggest(named, self.about)
        role = ROLES[self.member.role]
        if alone(self.member, self.kind):
            named.label, named.required = "由谁接替", True
            named.error_messages["required"] = alone(self.member, self.kind)
            named.help_text = f"写全名或账号，接着当{role}。没有合适的人的，请安全管理员先给一位同志授权。"
        elif self.member.role in lacking(self.about, but=self.member):
            named.help_text = f"写全名或账号，接着当{role}。现在定不下来的可以不写，案件会一直提示案内的人指定{role}。"
        else:
            named.help_text = f"写全名或账号，接着当{role}；不用接替的不写。"

    def clean_successor(self) -> Account | None:
        """Say that one named who goes, instead of that he is on the case."""
        if (found := self.cleaned_data["successor"]) == self.member.account:
            raise forms.ValidationError("不能指定自己接替自己，请写另一位同志。" if found == self.rights.account else "不能由他自己接替，请写另一位同志。")
        return found


class ReasonForm(Asked):
    """Why."""

    reason = words("原因", "请写明原因。", rows=2, longest=400)
