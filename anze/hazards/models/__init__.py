"""What is stored of dangers, listings and patrols."""

from anze.hazards.models.danger import Danger, DangerReport, DangerStep, DangerVersion
from anze.hazards.models.imports import DangerImport
from anze.hazards.models.listing import Finding, Listing, ListingStep
from anze.hazards.models.patrol import Patrol

__all__ = ["Danger", "DangerImport", "DangerReport", "DangerStep", "DangerVersion", "Finding", "Listing", "ListingStep", "Patrol"]
