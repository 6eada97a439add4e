"""Addresses of cases; those that take any number come last."""

from django.urls import path

from anze.accountability.views import case, lists, opening, own, person

urlpatterns = [
    path("cases/", lists.cases, name="cases"),
    path("cases/new/", opening.new, name="case_new"),
    path("cases/readings/", lists.readings, name="readings"),
    path("cases/mine/", own.mine, name="mine"),
    path("cases/mine/<str:uid>/", own.detail, name="own"),
    path("cases/mine/<str:uid>/state/", own.state, name="own_state"),
    path("cases/mine/<str:uid>/contest/", own.contest, name="own_contest"),
    path("cases/mine/<str:uid>/served/<int:pk>/receive/", own.receive, name="own_receive"),
    path("cases/mine/<str:uid>/served/<int:pk>.<str:form>", own.served, name="own_paper"),
    path("cases/mine/<str:uid>/files/<int:pk>/", own.file, name="own_file"),
    path("cases/people/<str:uid>/", person.detail, name="person"),
    path("cases/people/<str:uid>/do/<str:kind>/", person.take, name="person_take"),
    path("cases/people/<str:uid>/served/<int:pk>.<str:form>", person.served, name="person_paper"),
    path("cases/people/<str:uid>/decisions/<int:pk>.<str:form>", person.decision, name="decision_paper"),
    path("cases/<str:uid>/", case.detail, name="case"),
    path("cases/<str:uid>/opening.<str:form>", case.opening, name="case_opening"),
    path("cases/<str:uid>/do/<str:kind>/", case.take, name="case_take"),
    path("cases/<str:uid>/files/", case.files, name="case_files"),
    path("cases/<str:uid>/files/<int:pk>/", case.file, name="case_file"),
    path("cases/<str:uid>/strike/<str:what>/<int:pk>/", case.struck, name="case_strike"),
    path("cases/<str:uid>/members/<int:pk>/<str:kind>/", case.ended, name="case_member_end"),
    path("cases/<str:uid>/readings/", case.readings, name="case_readings"),
]
