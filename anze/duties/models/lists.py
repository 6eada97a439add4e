"""Duty lists: a department's own (第十三条第二款), yearly key work (第六条（三）), and who has acknowledged what."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anze.law.codes import POSTS
from anze.people.models import Officer, Recorded, RecordedQuerySet, Unit


class SafetyDutyList(Recorded):
    """A department's list of safety duties (安全生产责任清单) and the safety body it names."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duty_lists", verbose_name="部门")
    start = models.DateField("自")
    end = models.DateField("至", null=True, blank=True)
    safety_body = models.CharField("安全生产工作机构", max_length=60, blank=True)
    document = models.CharField("印发文件", max_length=120, blank=True)
    text = models.TextField("清单内容", blank=True)

    objects = RecordedQuerySet["SafetyDutyList"].as_manager()

    class Meta:
        verbose_name = "安全生产责任清单"
        ordering = ("unit__path", "start", "id")
        constraints = (models.CheckConstraint(condition=Q(end=None) | Q(end__gte=F("start")), name="duty_list_ends_after_start",
                                              violation_error_message="终止日期早于起始日期，请改正其中一个。"),)


class KeyWorkList(Recorded):
    """The year's key-work list (年度重点工作责任清单) of a unit. `number`, `issued_on` and `act`, the record of its issue, are
    filled in once, when it is issued."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="key_work_lists", verbose_name="单位")
    year = models.PositiveIntegerField("年度")
    title = models.CharField("标题", max_length=120)
    number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    act = models.OneToOneField("acts.Act", models.PROTECT, null=True, blank=True, related_name="key_work_list", verbose_name="印发记录")

    objects = RecordedQuerySet["KeyWorkList"].as_manager()

    class Meta:
        verbose_name = "年度重点工作责任清单"
        ordering = ("-year", "unit__path", "id")
        constraints = (models.UniqueConstraint(fields=("unit", "year"), condition=Q(struck_at=None), name="one_key_work_list_a_year",
                                               violation_error_message="这个单位这一年已有清单，请打开它修改。"),)

    def __str__(self) -> str:
        return self.title


class KeyWorkItem(Recorded):
    """An item of a key-work list: what, who answers for it, until when, under which provision."""

    list = models.ForeignKey(KeyWorkList, models.PROTECT, related_name="items", verbose_name="清单")
    position = models.PositiveSmallIntegerField("序号")
    content = models.CharField("工作任务", max_length=400)
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="key_work_items", verbose_name="责任领导")
    department = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="责任单位")
    deadline = models.DateField("完成时限")
    provision = models.CharField("依据", max_length=20, blank=True)

    objects = RecordedQuerySet["KeyWorkItem"].as_manager()

    class Meta:
        verbose_name = "重点工作任务"
        ordering = ("list", "position", "id")


class KeyWorkRound(models.Model):
    """A round of checks of a list (定期检查考核); `act` is the record that it was held, made with it."""

    list = models.ForeignKey(KeyWorkList, models.PROTECT, related_name="rounds", verbose_name="清单")
    on = models.DateField("检查日期")
    note = models.CharField("检查情况", max_length=300, blank=True)
    act = models.OneToOneField("acts.Act", models.PROTECT, null=True, blank=True, related_name="key_work_round", verbose_name="检查记录")
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记人")

    class Meta:
        verbose_name = "清单检查"
        ordering = ("list", "on", "id")


class KeyWorkCheck(models.Model):
    """A check of an item: on which day, how it stood (done or not), by whom; checks are only added."""

    item = models.ForeignKey(KeyWorkItem, models.PROTECT, related_name="checks", verbose_name="任务")
    round = models.ForeignKey(KeyWorkRound, models.PROTECT, null=True, blank=True, related_name="checks", verbose_name="哪次检查")
    on = models.DateField("检查日期")
    done = models.BooleanField("已完成", default=False)
    note = models.CharField("检查情况", max_length=300, blank=True)
    at = models.DateTimeField("登记时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="检查人")

    class Meta:
        verbose_name = "任务检查"
        ordering = ("item", "on", "id")


class Acknowledgement(models.Model):
    """An officer has read the duty list of a post (签收): `digest` is that of the list's text as it was read."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="acknowledgements", verbose_name="领导干部")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="单位")
    post = models.CharField("职务类别", max_length=24, choices=list(POSTS.items()))
    digest = models.CharField("清单摘要", max_length=64)
    at = models.DateTimeField("签收时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="签收人")

    class Meta:
        verbose_name = "清单签收"
        ordering = ("-at",)
        constraints = (models.UniqueConstraint(fields=("officer", "unit", "post", "digest"), name="acknowledged_once",
                                               violation_error_message="您已经签收过这份清单。"),)
