"""What is stored of supervision."""

from anze.supervision.models.imports import TaskImport
from anze.supervision.models.task import Task, TaskStep
from anze.supervision.models.undertaking import Responsible, Step, Undertaking

__all__ = ["Responsible", "Step", "Task", "TaskImport", "TaskStep", "Undertaking"]
