"""What was at the interview itself: who came, what was stated, what was promised."""

from django.db import models
from django.db.models import Q

from anze.interviews.codes import CAME, POINTS
from anze.interviews.models.interview import Interview, Interviewee


class Attendance(models.Model):
    """Whether an interviewee came; a stand-in came in the interviewee's place, with the words of why."""

    interviewee = models.OneToOneField(Interviewee, models.PROTECT, related_name="attendance", verbose_name="被约谈人")
    came = models.CharField("到会情况", max_length=12, choices=list(CAME.items()))
    stand_in = models.CharField("代为到会的人", max_length=80, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "到会情况"
        ordering = ("interviewee",)
        constraints = (
            models.CheckConstraint(condition=Q(came__in=list(CAME)), name="attendance_came", violation_error_message="到会情况不在可选范围内。"),
            models.CheckConstraint(condition=~Q(came="stand_in") | ~Q(stand_in=""), name="attendance_stand_in", violation_error_message="请写明由谁代为到会。"),
        )


class Point(models.Model):
    """A problem that was stated at the interview, or a commitment that an interviewee made."""

    interview = models.ForeignKey(Interview, models.PROTECT, related_name="points", verbose_name="约谈")
    kind = models.CharField("种类", max_length=12, choices=list(POINTS.items()))
    position = models.PositiveSmallIntegerField("次序")
    text = models.CharField("内容", max_length=400)

    class Meta:
        verbose_name = "约谈要点"
        ordering = ("interview", "kind", "position")
