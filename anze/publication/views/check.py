"""Checking a document by its number, with its digest, or by the file."""

from hashlib import sha256
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from anze.access.guard import public, unattended
from anze.publication.forms import FileForm
from anze.publication.policies import CHECK_FIELDS, LARGEST, PREFIX
from anze.publication.queries.checking import Checked, checked


@public
@unattended
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: Any) -> HttpResponse:
    """Say whether a document was issued: by its number in the address, with or without a digest, or by a file that is sent and not kept."""
    told: Checked | None = None
    number, digest = request.GET.get("number", "")[:60], request.GET.get("digest", "")[:80]
    form = FileForm()
    if request.method == "POST":
        number = request.POST.get("number", "")[:60]
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            hashed = sha256()
            for piece in form.cleaned_data["file"].chunks():
                hashed.update(piece)
            digest = hashed.hexdigest()
            told = checked(number, digest)
    elif number or digest:
        told = checked(number, digest)
    return render(request, "publication/check.html", {"told": told, "number": number, "digest": digest, "form": form, "prefix": PREFIX, "fields": CHECK_FIELDS,
                                                      "largest": LARGEST // 1_000_000})
