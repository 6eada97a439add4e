"""How somebody weighed a ground (问责线索) that no case was opened over. Grounds themselves are never stored: the law finds them in the facts."""

import json
from typing import Any

from django.db import models
from django.db.models import Q

from anze.access.models import SealedRow, SealedText
from anze.accountability.models.case import new_uid
from anze.people.models import Recorded, RecordedQuerySet, Unit


class GroundNote(SealedRow, Recorded):
    """No case is opened over a ground (不立案), with why; once, unless struck. It stays, and is shown again on demand.

    `key` tells grounds apart (`queries.grounds`); `said` (JSON) keeps what the ground consisted of that day: where more has come to it since, it waits
    to be weighed again. Words are sealed, and the ledger knows the note by its random number alone.
    """

    uid = models.CharField("编号", max_length=20, unique=True, default=new_uid, editable=False)
    key = models.CharField("线索", max_length=120)
    rule = models.CharField("情形", max_length=20, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    on = models.DateField("发现日期")
    said = SealedText("当日的线索")
    reason = SealedText("不立案的理由")

    objects = RecordedQuerySet["GroundNote"].as_manager()

    class Meta:
        verbose_name = "线索的处理"
        ordering = ("-recorded_at", "-id")
        constraints = (models.UniqueConstraint(fields=("key",), condition=Q(struck_at=None), name="ground_noted_once",
                                               violation_error_message="这条线索已经写明不立案了，请刷新页面。"),)

    @property
    def told(self) -> Any:
        """What the ground said: `text` and the `items` it consisted of."""
        return json.loads(self.said)
