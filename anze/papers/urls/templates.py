"""Addresses of papers: templates and letterheads."""

from django.urls import URLPattern, path

from anze.papers.views import templates as views

urlpatterns: list[URLPattern] = [
    path("papers/templates/", views.templates, name="templates"),
    path("papers/letterhead/<str:code>/", views.letterhead, name="letterhead"),
    path("papers/templates/<str:code>/<slug:kind>/", views.template, name="template"),
    path("papers/templates/<str:code>/<slug:kind>/word/", views.template_current, name="template_current"),
    path("papers/templates/<str:code>/<slug:kind>/word/<int:version>/", views.template_word, name="template_word"),
    path("papers/templates/<str:code>/<slug:kind>/restore/<int:version>/", views.template_restore, name="template_restore"),
    path("papers/templates/<str:code>/<slug:kind>/example/", views.template_pdf, name="template_pdf"),
    path("papers/templates/<str:code>/<slug:kind>/example/<int:number>/", views.template_page, name="template_page"),
]
