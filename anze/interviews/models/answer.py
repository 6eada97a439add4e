"""How the committee's office answered a trigger (约谈情形). Triggers themselves are never stored: the law finds them in the facts."""

from typing import Any, Final

from django.db import models
from django.db.models import Q

from anze.acts.pack import pack_in_force
from anze.interviews.codes import ANSWERS
from anze.interviews.models.interview import Interview
from anze.law.rules.undivided import told_as_one
from anze.people.models import Recorded, RecordedQuerySet, Unit

WORDS: Final = frozenset({"why", "plainly", "official"})  # of `said`: sentences that may name the provision of a veto


class Answer(Recorded):
    """A trigger was answered: an interview proposed over it, joined to one, or declined with a reason; once, unless struck.

    `key` tells triggers apart (`queries.triggers.key_of`); `said` keeps the trigger whole as it was said that day: facts, words of the
    provision, window, accidents, interviewees. An answer is struck where its interview is dropped or cancelled, or reconsidered.
    """

    key = models.CharField("约谈情形", max_length=120)
    committee = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="约谈方")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被约谈单位")
    rule = models.CharField("依据", max_length=20)
    on = models.DateField("成立日期")
    said = models.JSONField("当日所述")
    kind = models.CharField("处理", max_length=8, choices=list(ANSWERS.items()))
    interview = models.ForeignKey(Interview, models.PROTECT, null=True, blank=True, related_name="answers", verbose_name="约谈")
    reason = models.CharField("理由", max_length=300, blank=True)

    objects = RecordedQuerySet["Answer"].as_manager()

    class Meta:
        verbose_name = "对约谈情形的处理"
        ordering = ("-recorded_at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("key",), condition=Q(struck_at=None), name="answered_once",
                                    violation_error_message="这个约谈情形已经处理过，请刷新页面。"),
            models.CheckConstraint(condition=Q(kind="decline") ^ Q(interview__isnull=False), name="answer_interview",
                                   violation_error_message="提请和并入的，要有约谈；不予约谈的，没有约谈。"),
            models.CheckConstraint(condition=~Q(kind="decline") | ~Q(reason=""), name="answer_reason", violation_error_message="请写明不予约谈的理由。"),
        )

    @property
    def told(self) -> dict[str, Any]:
        """What was said that day; vetoes by what leaders received, which were told apart once, as one (第二十七条第四、五款, decisions/0055)."""
        return {key: told_as_one(pack_in_force(), value) if key in WORDS and isinstance(value, str) else value for key, value in self.said.items()}
