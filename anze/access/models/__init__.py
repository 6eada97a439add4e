"""What is stored of rights and of signing in."""

from anze.access.models.grant import Grant, RecordsFor
from anze.access.models.sealed import SealedRow, SealedText
from anze.access.models.security import PasswordUsed, SecurityEvent, SignIn

__all__ = ["Grant", "PasswordUsed", "RecordsFor", "SealedRow", "SealedText", "SecurityEvent", "SignIn"]
