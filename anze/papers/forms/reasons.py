"""Forms in which a person gives a reason."""

from django import forms


class VoidForm(forms.Form):
    """Why a number is voided."""

    reason = forms.CharField(label="作废的原因", max_length=200, error_messages={"required": "请写明作废的原因，例如：内容有误，已另行发文。"},
                             help_text="文号不再使用，也不会给别的公文；原件和原因都留在登记簿上。")


class StrikeForm(forms.Form):
    """Why a file is taken down."""

    reason = forms.CharField(label="撤下的原因", max_length=200, error_messages={"required": "请写明撤下的原因，例如：传错了文件。"},
                             help_text="文件会标为已撤下，内容和原因都留在案上。")
