"""The addresses of vetting."""

from typing import Final

from django.urls import URLPattern, path

from anze.vetting.views import answers, enquiries

app_name: Final = "vetting"
urlpatterns: list[URLPattern] = [
    path("vetting/", enquiries.listing, name="list"),
    path("vetting/mine/", enquiries.mine, name="mine"),
    path("vetting/template.xlsx", enquiries.template, name="template"),
    path("vetting/<uuid:uid>/", answers.enquiry, name="enquiry"),
    path("vetting/<uuid:uid>/excel/", answers.excel, name="excel"),
    path("vetting/<uuid:uid>/issue/", answers.issue, name="issue"),
    path("vetting/<uuid:uid>/<str:key>/", answers.subject, name="subject"),
]
