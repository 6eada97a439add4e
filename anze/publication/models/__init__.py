"""What is stored of publication: notices, and what was taken back."""

from anze.publication.models.notice import Notice
from anze.publication.models.retraction import Retraction

__all__ = ["Notice", "Retraction"]
