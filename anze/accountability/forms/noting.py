"""Why no case is opened over a ground."""

from collections.abc import Sequence
from typing import Any

from django import forms

from anze.accountability.forms.base import words
from anze.accountability.models import Case
from anze.accountability.queries.running import named
from anze.register.forms.fields import Described


class DeclineForm(Described):
    """The reason, which stays. Where the account is on a case about the ground that is under way (`running`), it says that it means this nevertheless."""

    reason: forms.CharField = words("不立案的理由", "请写明不立案的理由，它会一直留着。", rows=3, longest=1000)

    def __init__(self, *args: Any, running: Sequence[Case] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if running:
            said = f"这条线索您已在案内：{named(list(running))}。写明不立案不影响那个案件。"
            self.fields["anyway"] = forms.BooleanField(label="知道已有案件在办，仍要写明不立案", help_text=said, error_messages={
                "required": f"{said}要停办的，请在案件里办；仍要写明不立案的，勾选这一项。"})
