"""What one may change of one's own account."""

from django import forms

from anze.people.models import Account


class OwnForm(forms.ModelForm[Account]):
    """How one is reached, and how large the type is."""

    robot = forms.URLField(label="消息机器人地址", required=False, assume_scheme="https", help_text="粤政易或企业微信群机器人的地址，用来收提醒。")

    class Meta:
        model = Account
        fields = ("email", "robot", "large_type")
        labels = {"large_type": "大字（放大到 1.4 倍）"}  # noqa: RUF012 — as Django declares it
