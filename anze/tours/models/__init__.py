"""What is stored of tours."""

from anze.tours.models.checking import Check, Draw, Verification
from anze.tours.models.finding import Finding
from anze.tours.models.rectification import Item, ItemReport, ItemReview
from anze.tours.models.superior import SuperiorTour
from anze.tours.models.tour import Member, Schedule, Step, Tour

__all__ = ["Check", "Draw", "Finding", "Item", "ItemReport", "ItemReview", "Member", "Schedule", "Step", "SuperiorTour", "Tour", "Verification"]
