"""What is stored of accountability."""

from anze.accountability.models.case import Case, Step
from anze.accountability.models.concerned import Circumstance, Concerned, Tested
from anze.accountability.models.decision import Decision, Measure, Remedy, Served, Statement
from anze.accountability.models.draft import CaseDraft
from anze.accountability.models.evidence import CaseFile, Evidence, Fact
from anze.accountability.models.ground import GroundNote
from anze.accountability.models.lifting import Lifting
from anze.accountability.models.member import Member, Reading
from anze.accountability.models.stop import Stop

__all__ = ["Case", "CaseDraft", "CaseFile", "Circumstance", "Concerned", "Decision", "Evidence", "Fact", "GroundNote", "Lifting", "Measure", "Member",
           "Reading", "Remedy", "Served", "Statement", "Step", "Stop", "Tested"]
