"""The form by which an attachment is taken down."""

from django import forms


class TakeDownForm(forms.Form):
    """Why it is taken down."""

    reason = forms.CharField(label="撤下的原因", max_length=200, error_messages={"required": "请写明撤下的原因，例如：传错了文件。"},
                             help_text="附件会标为已撤下，内容和原因都留在案上。")
