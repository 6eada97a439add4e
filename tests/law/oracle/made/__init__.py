"""Invented cases: valid, small, and close to every edge of the rules."""

from .case import random_accident_case, random_case
from .size import Size

__all__ = ["Size", "random_accident_case", "random_case"]
