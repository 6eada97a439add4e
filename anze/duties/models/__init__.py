"""What is stored of duties: contact points, duty lists, key work, acknowledgements, messages, the calendar of working days."""

from anze.duties.models.calendar import CalendarDay
from anze.duties.models.contact import ContactPoint
from anze.duties.models.lists import Acknowledgement, KeyWorkCheck, KeyWorkItem, KeyWorkList, SafetyDutyList
from anze.duties.models.message import Message, Urge

__all__ = ["Acknowledgement", "CalendarDay", "ContactPoint", "KeyWorkCheck", "KeyWorkItem", "KeyWorkList", "Message", "SafetyDutyList", "Urge"]
