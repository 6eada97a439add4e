"""Nothing goes out unawares over what stands no more: whoever sends it says deliberately why it goes out all the same."""

from datetime import datetime

from django.core.exceptions import ValidationError

from anze.interviews.codes import STANDS_NO_MORE
from anze.interviews.models import Interview
from anze.interviews.queries.lapsing import lapsed_of
from anze.people.moment import day_of


def despite(now: datetime, interview: Interview, why: str) -> str:
    """Return how a step says why it was taken though the ground has lapsed, empty where it has not. Raises ValidationError where nobody said why."""
    gone = lapsed_of(interview, day_of(now))
    if gone and not why.strip():
        raise ValidationError({"lapsed": f"{STANDS_NO_MORE}：{''.join(gone)}仍要办理的，请勾选“{STANDS_NO_MORE}，仍然办理”并写明理由；"
                                         "还没有约谈、不再约谈的，由安委办负责人取消约谈。"})
    return f"{STANDS_NO_MORE}，仍然办理：{why.strip()}" if gone else ""
