"""A case is proposed, from a ground that the law core found or from another one."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anze.accountability.actions.opening import propose
from anze.accountability.forms.opening import ProposeForm
from anze.accountability.policies import OPEN
from anze.accountability.queries.begun import begun_from
from anze.accountability.views.drafting import draft_kept, on_page
from anze.accountability.views.shared import answered, of_cases
from anze.people.moment import day_of

METHODS: Final = ["GET", "HEAD", "POST"]


@of_cases(OPEN)
@require_http_methods(METHODS)
def new(request: Any) -> HttpResponse:
    """Propose a case. `?ground=` names a ground by its key: what the law core says of it stands above the form and goes into the case."""
    ground = begun_from(request.GET.get("ground", ""), request.rights, day_of(request.now))
    if done := draft_kept(request):
        return done
    initial = {"rule": ground.rule, "day": ground.day, "accident": ground.accident} if ground else {}
    form = ProposeForm(request.POST if request.method == "POST" else None, rights=request.rights, now=request.now, about=ground,
                       initial=initial)
    done = answered(request, form, lambda filled: propose(request.user, request.now, filled.proposal(ground)),
                    lambda made: (f"{made.uid}：已提请立案，等待审批。", reverse("accountability:case", args=[made.uid])))
    context = {"form": form, "ground": ground, "draft": None if done else on_page(request, form)}
    return done or render(request, "accountability/new.html", context, status=422 if form.is_bound and form.errors else 200)
