"""The home page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from anze.access.guard import needs


@needs("signed_in")
def home(request: Any) -> HttpResponse:
    """Show the home of the account's kind of user."""
    return render(request, "portal/home.html")
