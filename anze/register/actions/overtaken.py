"""No lost update: whoever saves on what somebody else has changed meanwhile is told, and shown, before anything is written."""

from django.core.exceptions import ValidationError

from anze.people.models import Recorded
from anze.people.moment import SHANGHAI


class Overtaken(ValidationError):  # noqa: N818 — a refusal, not a fault
    """The record was changed after the form was opened. `now_stands` is the record that took its place; None if it was taken off."""

    def __init__(self, now_stands: Recorded | None) -> None:
        self.now_stands = now_stands
        if now_stands is None:
            super().__init__("您打开这一页以后，这条记录已被别人撤下。您填的内容没有保存；需要的话，请另行登记。", code="overtaken")
            return
        who = now_stands.recorded_by.name if now_stands.recorded_by else "系统"
        at = now_stands.recorded_at.astimezone(SHANGHAI)
        super().__init__(f"您打开这一页以后，{who}在{at.month}月{at.day}日 {at:%H:%M} 改过这条记录。您填的内容还在，没有保存；"
                         "不同之处已列出，核对后再保存一次。", code="overtaken")
