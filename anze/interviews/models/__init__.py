"""What is stored of interviews."""

from anze.interviews.models.answer import Answer
from anze.interviews.models.interview import Interview, Interviewee, Meeting, Step
from anze.interviews.models.meeting import Attendance, Point
from anze.interviews.models.rectification import Item, ItemReport, ItemReview
from anze.interviews.models.superior import Decision, SuperiorInterview

__all__ = ["Answer", "Attendance", "Decision", "Interview", "Interviewee", "Item", "ItemReport", "ItemReview", "Meeting", "Point", "Step", "SuperiorInterview"]
