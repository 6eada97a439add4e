"""What is kept of vetting: enquiries with whom they are about, statements."""

from anze.vetting.models.enquiry import Enquiry, Subject
from anze.vetting.models.statement import Statement

__all__ = ["Enquiry", "Statement", "Subject"]
