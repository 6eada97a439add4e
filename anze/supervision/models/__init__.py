"""What is stored of supervision."""

from anze.supervision.models.task import Task, TaskStep
from anze.supervision.models.undertaking import Responsible, Step, Undertaking

__all__ = ["Responsible", "Step", "Task", "TaskStep", "Undertaking"]
