"""What is kept of requests about personal data."""

from anze.privacy.models.request import DataRequest, Item, Step

__all__ = ["DataRequest", "Item", "Step"]
