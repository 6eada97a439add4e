"""What is stored of yearly assessments."""

from anze.assessments.models.assessment import Assessment, Covered, Step
from anze.assessments.models.checking import Checked, Given, Recusal, Sample, SelfReport
from anze.assessments.models.indicator import Indicator
from anze.assessments.models.result import Approval, Draw, Objection, Snapshot

__all__ = ["Approval", "Assessment", "Checked", "Covered", "Draw", "Given", "Indicator", "Objection", "Recusal", "Sample", "SelfReport", "Snapshot", "Step"]
