"""What is stored of imports; units and people themselves are stored in people."""

from anze.register.models.imports import Import, ImportQuerySet, Incoming

__all__ = ["Import", "ImportQuerySet", "Incoming"]
