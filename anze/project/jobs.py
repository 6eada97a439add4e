"""The scheduled work of the site: what is done when. Names are for good, they are part of the key that makes work happen once."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from anze.accountability.actions.drafts import forget_case_drafts
from anze.acts.actions.setting_aside import KEPT, forget_set_aside
from anze.acts.models import Draft
from anze.duties.actions.delivering import send_messages
from anze.duties.actions.digests import make_digests, tell_at_once
from anze.duties.actions.escalating import escalate
from anze.duties.actions.schedule import Job, let_go_of_old
from anze.duties.policies import CHECKPOINT_AT, CLEAN_AT, DIGEST_AT, DRAFTS_KEPT
from anze.duties.queries.workdays import workday
from anze.people.moment import day_of
from anze.record.actions import checkpoint
from anze.workbook.actions import forget
from anze.workbook.kept import swept
from anze.workbook.models import Export

LEFT_OVER: Final = timedelta(days=1)  # after which a file that no export names belongs to nobody


def digest(now: datetime) -> str:
    """Report what is overdue to the superior offices, then make the day's digests: what was reported stands in them."""
    return f"上报 {escalate(now)} 项，提醒 {make_digests(now)} 人"


def urgent(now: datetime) -> str:
    """On a day off, tell accidents alone."""
    return "工作日，在每日提醒中" if workday(day_of(now)).working else f"提醒 {make_digests(now)} 人"


def at_once(now: datetime) -> str:
    """Tell accidents that have come."""
    return f"提醒 {tell_at_once(now)} 人"


def send(now: datetime) -> str:
    """Send what waits."""
    return f"发出 {send_messages(now)} 条"


def write_checkpoint(now: datetime) -> str:
    """Write the day's checkpoint of the ledger."""
    path = checkpoint.write_checkpoint(now)
    return path.name if path else "没有新内容"


def clean(now: datetime) -> str:
    """Forget drafts that nobody came back to, the files chosen for them, and exports that have expired."""
    with transaction.atomic():
        drafts = Draft.objects.filter(saved_at__lt=now - DRAFTS_KEPT).delete()[0] + forget_case_drafts(now - DRAFTS_KEPT)
    exports, left_over = forget(Export.objects.all(), now), swept(now - LEFT_OVER)
    files = forget_set_aside(now - KEPT)
    let_go_of_old(now)
    return f"清理草稿 {drafts} 份、没有提交的文件 {files} 个、导出 {exports + left_over} 份"


JOBS: Final = (
    Job("digest", "生成每日提醒", digest, at=DIGEST_AT, workdays=True),
    Job("urgent", "休息日的事故提醒", urgent, at=DIGEST_AT),
    Job("checkpoint", "写账本检查点", write_checkpoint, at=CHECKPOINT_AT),
    Job("clean", "清理过期草稿和导出", clean, at=CLEAN_AT),
    Job("at_once", "即时告知事故", at_once),
    Job("send", "发送提醒", send),
)
