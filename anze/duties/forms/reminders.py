"""Forms of reminders and of the calendar."""

from django import forms

from anze.duties.actions.robots import checked


class PreferencesForm(forms.Form):
    """Through which channels an account is told, and where they lead."""

    mail = forms.BooleanField(label="发邮件", required=False)
    email = forms.EmailField(label="邮箱", required=False)
    robot_on = forms.BooleanField(label="发机器人消息", required=False)
    robot = forms.URLField(label="机器人地址", required=False, assume_scheme="https",
                           help_text="粤政易或企业微信群机器人的地址，以 https 开头。两样都开时先发机器人，发不出再发邮件。")

    def clean_robot(self) -> str:
        """Refuse an address that the site must not call."""
        address = str(self.cleaned_data.get("robot") or "")
        if address:
            checked(address)
        return address


class NoticeForm(forms.Form):
    """The official notice of a year."""

    year = forms.IntegerField(label="年份", min_value=2004, max_value=2100)
    notice = forms.CharField(label="放假和调休", widget=forms.Textarea(attrs={"rows": 14}),
                             help_text="一行一段：2027-10-01至2027-10-07 放假 国庆节；调休上班的写 2027-09-26 上班 国庆节。整年的一次写全。")


class UrgeForm(forms.Form):
    """What an office adds to an urging."""

    text = forms.CharField(label="附言", max_length=100, required=False)

