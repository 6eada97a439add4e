"""The form of an urging letter."""

from django import forms


class LetterForm(forms.Form):
    """Until when an answer is expected, and what is added."""

    reply_by = forms.DateField(label="反馈期限", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                               help_text="写进函里，请对方在这一天前办理并登记。")
    text = forms.CharField(label="附言", max_length=200, required=False, help_text="印在函的末尾。")
