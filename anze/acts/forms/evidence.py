"""The form by which an attachment is taken down."""

from django import forms

from anze.acts.forms.unseen import REFUSED


class TakeDownForm(forms.Form):
    """Why it is taken down."""

    reason = forms.CharField(label="撤下的原因", max_length=200, error_messages={"required": "请写明撤下的原因，例如：传错了文件。"} | REFUSED,
                             help_text="附件会标为已撤下，内容和原因都留在案上。")
