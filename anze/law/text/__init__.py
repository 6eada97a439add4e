"""Statute text: a Chinese statute into 编、章、节、条、款、项、目."""

from anze.law.text.parse import parse
from anze.law.text.tree import Node, Statute

__all__ = ["Node", "Statute", "parse"]
