"""What is stored of a year's work: the tasks of a unit's committee office with the marks on them, duty reports, calendar feeds."""

from anze.yearly.models.feed import CalendarFeed
from anze.yearly.models.report import DutyReport
from anze.yearly.models.task import TaskMark, YearTask

__all__ = ["CalendarFeed", "DutyReport", "TaskMark", "YearTask"]
