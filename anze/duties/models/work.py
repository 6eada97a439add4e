"""Background work: what was due when and who took it; which workers are alive."""

from django.db import models


class DueWork(models.Model):
    """A piece of scheduled work at the moment it was due: taken by one worker whatever their number, because name and moment are unique."""

    name = models.CharField("工作", max_length=40)
    due = models.DateTimeField("应做时间")
    taken_at = models.DateTimeField("开始时间")
    taken_by = models.CharField("后台进程", max_length=80)
    tries = models.PositiveSmallIntegerField("次数", default=1)
    done_at = models.DateTimeField("完成时间", null=True, blank=True)
    result = models.CharField("结果", max_length=200, blank=True)
    fault = models.CharField("故障", max_length=200, blank=True)

    class Meta:
        verbose_name = "定时工作"
        ordering = ("-due", "name")
        constraints = (models.UniqueConstraint(fields=("name", "due"), name="due_once"),)


class Beat(models.Model):
    """A worker and when it was last alive."""

    worker = models.CharField("后台进程", max_length=80, unique=True)
    started_at = models.DateTimeField("启动时间")
    seen_at = models.DateTimeField("最近活动")
    stopped_at = models.DateTimeField("停止时间", null=True, blank=True)
    doing = models.CharField("正在做", max_length=60, blank=True)

    class Meta:
        verbose_name = "后台进程"
        ordering = ("-seen_at",)
