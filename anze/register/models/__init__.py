"""What is stored of imports; units and people themselves are stored in people."""

from anze.register.models.imports import Import, Incoming, IncomingQuerySet, Staged

__all__ = ["Import", "Incoming", "IncomingQuerySet", "Staged"]
