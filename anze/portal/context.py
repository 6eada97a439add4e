"""What every page knows: who is signed in, the menu, the two clocks, whether this is the demo city."""

from typing import Any

from django.conf import settings

from anze.people.moment import asked, day_of
from anze.portal.nav import sections_for


def page(request: Any) -> dict[str, Any]:
    """Return the values that the base template shows."""
    rights = getattr(request, "rights", None)
    found: dict[str, Any] = {"demo": settings.DEMO, "rights": rights, "sections": [], "bare": bool(getattr(request, "htmx", False))}
    now = getattr(request, "now", None)
    if now is not None:
        found |= {"now": now, "today": day_of(now), "asked": asked(request.GET, now)}
    if rights is not None:
        found |= {"sections": list(sections_for(rights, request.path)), "roles": sorted(rights.roles)}
    return found
