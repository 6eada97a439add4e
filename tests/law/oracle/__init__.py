"""A slow, literal reading of the rules, written apart from `anze.law`, to be compared with it.

`evaluate(case)` takes the plain data of a case file and gives the findings; READINGS.md lists where the text is open.
"""

from .compare import differences
from .evaluate import LISTS, evaluate

__all__ = ["LISTS", "differences", "evaluate"]
