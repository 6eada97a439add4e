"""What is to be put right after an interview, reported item by item and reviewed."""

from datetime import date

from django.conf import settings
from django.db import models

from anze.people.models import Officer, Recorded, RecordedQuerySet, Unit


class Item(Recorded):
    """An item of rectification: what, which unit and leader answer for it, until when. A change strikes it, with the reason."""

    interview = models.ForeignKey("interviews.Interview", models.PROTECT, related_name="items", verbose_name="约谈")
    position = models.PositiveSmallIntegerField("序号")
    content = models.CharField("整改事项", max_length=400)
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="interview_items", verbose_name="责任单位")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="interview_items", verbose_name="责任人")
    deadline = models.DateField("整改期限", db_index=True)

    objects = RecordedQuerySet["Item"].as_manager()

    class Meta:
        verbose_name = "约谈整改事项"
        ordering = ("interview", "position", "id")

    def __str__(self) -> str:
        return self.content

    @property
    def due(self) -> date:
        """Until when it is to be put right: the day laid down, or the new one with which it was sent back since it was last stated."""
        days = [one.review.deadline for one in self.reports.all() if hasattr(one, "review") and one.review.deadline and one.review.at > self.recorded_at]
        return days[-1] if days else self.deadline

    @property
    def first_deadline(self) -> date:
        """The day laid down at first, before it was stated anew."""
        first: Item = self
        while isinstance(first.replaces, Item):
            first = first.replaces
        return first.deadline


class ItemReport(models.Model):
    """What the owner reports of an item; a later one does not replace it. It stays with the item however that is stated anew: `at` says which
    statement it answered."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="reports", verbose_name="整改事项")
    on = models.DateField("完成日期")
    text = models.TextField("整改情况")
    at = models.DateTimeField("报送时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="报送人")

    class Meta:
        verbose_name = "整改报告"
        ordering = ("item", "id")


class ItemReview(models.Model):
    """What the committee's office says of a report: accepted, or returned with the reason and until when it is to be put right now."""

    report = models.OneToOneField(ItemReport, models.PROTECT, related_name="review", verbose_name="整改报告")
    accepted = models.BooleanField("通过")
    note = models.CharField("意见", max_length=300, blank=True)
    deadline = models.DateField("新的整改期限", null=True, blank=True)
    at = models.DateTimeField("复核时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="复核人")

    class Meta:
        verbose_name = "整改复核"
        ordering = ("report",)
