"""What is stored of accidents."""

from anze.accidents.models.accident import Accident, AccidentQuerySet, Statement
from anze.accidents.models.figures import FigureUpdate, WriteOff
from anze.accidents.models.imports import AccidentImport
from anze.accidents.models.investigation import ApprovedReport, InvestigationStep, Review
from anze.accidents.models.reporting import ChainReport, Concealment

__all__ = ["Accident", "AccidentImport", "AccidentQuerySet", "ApprovedReport", "ChainReport", "Concealment", "FigureUpdate", "InvestigationStep",
           "Review", "Statement", "WriteOff"]
