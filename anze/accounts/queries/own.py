"""What is read about one's own account."""

from datetime import datetime

from anze.access.policies import policy
from anze.people.models import Account


def days_left_of_password(account: Account, now: datetime) -> int | None:
    """Return for how many days the password still holds; None where the policy lets it hold for good or its age is not known."""
    days = policy().max_age_days
    if not days or account.password_changed_at is None:
        return None
    return max(days - (now - account.password_changed_at).days, 0)
