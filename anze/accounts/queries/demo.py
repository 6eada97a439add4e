"""The accounts of the demo city, by kind of user."""

from django.db.models import QuerySet

from anze.access.models import Grant
from anze.access.roles import ROLES
from anze.people.models import Account

PREFIX = "demo-"


def demo_accounts() -> QuerySet[Account]:
    """Return the accounts that may be signed in with one press: those of the demo city that are not disabled."""
    return Account.objects.filter(username__startswith=PREFIX, is_active=True)


def demo_kinds() -> list[tuple[str, list[Grant]]]:
    """Return each kind of user with its demo accounts (a grant each, with account and unit), in the order of the roles."""
    found: dict[str, dict[int, Grant]] = {role: {} for role in ROLES}
    for grant in Grant.objects.in_force().filter(account__in=demo_accounts()).select_related("account", "unit").order_by("unit__path", "account"):
        found[grant.role].setdefault(grant.account_id, grant)
    return [(ROLES[role], list(grants.values())) for role, grants in found.items() if grants]
