"""What is stored of units, posts, people and accounts."""

from anze.people.models.account import Account
from anze.people.models.committee import Committee, ProblemTown
from anze.people.models.officer import Officer, OfficerVersion
from anze.people.models.recorded import Recorded, RecordedQuerySet
from anze.people.models.tenure import Tenure
from anze.people.models.unit import Unit, UnitVersion

__all__ = ["Account", "Committee", "Officer", "OfficerVersion", "ProblemTown", "Recorded", "RecordedQuerySet", "Tenure", "Unit", "UnitVersion"]
