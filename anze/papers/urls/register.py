"""Addresses of papers: the register of issued documents, numbers, urging letters."""

from django.urls import URLPattern, path

from anze.papers.views import register as views
from anze.papers.views import urging

urlpatterns: list[URLPattern] = [
    path("papers/", views.papers, name="list"),
    path("papers/numbers/", views.number_list, name="numbers"),
    path("papers/numbers/<int:pk>/void/", views.number_void, name="number_void"),
    path("papers/urging/", urging.urging, name="urging"),
    path("papers/urging/<str:code>/<str:on>/", urging.urging_letter, name="urging_letter"),
    path("papers/<int:pk>/", views.paper, name="detail"),
    path("papers/<int:pk>/word/", views.word, name="word"),
    path("papers/<int:pk>/pdf/", views.pdf, name="pdf"),
    path("papers/<int:pk>/page/<int:number>/", views.page_picture, name="page"),
]
