"""What is stored of papers."""

from anze.papers.models.filed import Filed
from anze.papers.models.issued import Issued
from anze.papers.models.letterhead import Letterhead
from anze.papers.models.number import Number, Series
from anze.papers.models.template import Template

__all__ = ["Filed", "Issued", "Letterhead", "Number", "Series", "Template"]
