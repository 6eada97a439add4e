"""What administrators type about accounts and grants, and by what they look for them."""

from typing import Any

from django import forms

from anze.access.roles import ROLES, WITHOUT_UNIT
from anze.accounts.forms.named import NamedField
from anze.people.models import Account, Officer, Unit


class AccountForm(forms.ModelForm[Account]):
    """A new account, or another's name and address."""

    class Meta:
        model = Account
        fields = ("username", "name", "email")
        help_texts = {"username": "登录用，开户后不能改，不分大小写。可以用姓名拼音或本人的工号。", "email": "收提醒用，可以以后由本人填。"}  # noqa: RUF012 — as Django declares it


class ChangeForm(forms.ModelForm[Account]):
    """What the system administrator may put right of another's account."""

    class Meta:
        model = Account
        fields = ("name", "email")


class ReasonForm(forms.Form):
    """Why; it goes into the ledger."""

    reason = forms.CharField(label="原因", max_length=120, help_text="如：调离、退休、借调期满。写入账本。")


class GrantForm(forms.Form):
    """A role for an account on a unit."""

    account = NamedField(Account.objects.filter(is_active=True), code="username", label="账号", help_text="写全名或账号。")
    role = forms.ChoiceField(label="角色", choices=[("", "请选择"), *ROLES.items()])
    unit = NamedField(Unit.objects.filter(closed_on=None), code="code", suggest=True, label="单位", required=False,
                      help_text="写名称或代码。三个管理员不选单位，其他角色必选。")
    officer = NamedField(Officer.objects.all(), code="code", label="本人是哪位领导干部", required=False, help_text="只有“领导干部”要填：写姓名或人员编号。")
    reason = forms.CharField(label="原因", max_length=120, required=False, help_text="同一个账号在同一个单位兼“组织部门”和“纪检监察”的必填。写入账本。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.offer()

    def clean(self) -> dict[str, Any]:
        """Administrators have no unit, all others one."""
        found = super().clean() or {}
        role, unit = found.get("role"), found.get("unit")
        if role and "unit" not in self.errors:
            if role in WITHOUT_UNIT and unit:
                self.add_error("unit", "管理员不按单位授权，请把单位清空。")
            elif role not in WITHOUT_UNIT and not unit:
                self.add_error("unit", f"“{ROLES[role]}”要写明是哪个单位的。")
        return found


class RecordsForForm(forms.Form):
    """A secretary and the leader to record for."""

    account = NamedField(Account.objects.filter(is_active=True), code="username", label="秘书的账号", help_text="写全名或账号，须已有“秘书（代录）”的角色。")
    officer = NamedField(Officer.objects.all(), code="code", label="代哪位领导登记", help_text="写姓名或人员编号。")


class AccountFilter(forms.Form):
    """By what accounts are looked for."""

    q = forms.CharField(label="账号或姓名", required=False, max_length=40)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), ("active", "在用"), ("disabled", "已停用"), ("fresh", "待启用"),
                                                                   ("without", "还没授权")])


class GrantFilter(forms.Form):
    """By what grants are looked for."""

    q = forms.CharField(label="账号、姓名或单位", required=False, max_length=80)
    role = forms.ChoiceField(label="角色", required=False, choices=[("", "全部"), *ROLES.items()])
    ended = forms.BooleanField(label="连同已收回的", required=False)


class LogFilter(forms.Form):
    """By what the security log is looked through."""

    since = forms.DateField(label="自", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="至", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    subject = forms.CharField(label="主体或客体", required=False, max_length=40)
    action = forms.CharField(label="行为", required=False, max_length=40)
    result = forms.ChoiceField(label="结果", required=False, choices=[("", "全部"), ("ok", "成功"), ("refused", "未成功")])
