"""An account says through which channels it is told."""

from datetime import datetime

from django.db import transaction

from anze.duties.models import Preference
from anze.people.models import Account
from anze.record.actions import Change, record


def prefer(by: Account, now: datetime, *, mail: bool, email: str, robot_on: bool, robot: str) -> Preference:
    """Set one's own channels and where they lead. The ledger says which are on, never the addresses."""
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=by.pk)
        found, _ = Preference.objects.get_or_create(account=account)
        before = {"mail": found.mail, "robot": found.robot, "email": bool(account.email), "address": bool(account.robot)}
        found.mail, found.robot = mail, robot_on
        account.email, account.robot = email, robot
        found.save()
        account.save(update_fields=["email", "robot"])
        record(Change(at=now, actor=by, verb="修改提醒方式", object_type="account", object_id=account.username, before=before,
                      after={"mail": mail, "robot": robot_on, "email": bool(email), "address": bool(robot)}))
    return found
