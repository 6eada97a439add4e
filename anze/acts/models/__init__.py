"""What is stored of acts: the act, who took part, what was found, the files, and the facts it stands for."""

from anze.acts.models.act import Act, Confirmation, Participant, Topic, Withdrawal
from anze.acts.models.draft import Draft
from anze.acts.models.evidence import Attachment, Blob, SetAside
from anze.acts.models.fact import ActFact
from anze.acts.models.problem import Problem, ProblemStep

__all__ = ["Act", "ActFact", "Attachment", "Blob", "Confirmation", "Draft", "Participant", "Problem", "ProblemStep", "SetAside", "Topic", "Withdrawal"]
