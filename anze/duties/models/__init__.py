"""What is stored of duties: contact points, duty lists, key work, acknowledgements, messages, the calendar, background work."""

from anze.duties.models.calendar import CalendarDay
from anze.duties.models.contact import ContactPoint
from anze.duties.models.lists import (
    Acknowledgement,
    KeyWorkCheck,
    KeyWorkItem,
    KeyWorkList,
    KeyWorkRound,
    SafetyDutyList,
)
from anze.duties.models.message import Escalation, Message, Preference, Urge
from anze.duties.models.work import Beat, DueWork

__all__ = ["Acknowledgement", "Beat", "CalendarDay", "ContactPoint", "DueWork", "Escalation", "KeyWorkCheck", "KeyWorkItem", "KeyWorkList",
           "KeyWorkRound", "Message", "Preference", "SafetyDutyList", "Urge"]
