"""Every address of the site. An app's addresses are in the app."""

from django.urls import include, path

urlpatterns = [
    path("", include("anze.portal.urls")),
    path("", include("anze.accounts.urls")),
    path("", include("anze.register.urls")),
    path("", include("anze.acts.urls")),
    path("", include("anze.duties.urls")),
    path("", include("anze.papers.urls")),
    path("", include("anze.yearly.urls")),
    path("", include("anze.accidents.urls")),
    path("", include("anze.hazards.urls")),
    path("", include("anze.interviews.urls")),
    path("", include("anze.assessments.urls")),
    path("", include("anze.supervision.urls")),
    path("", include("anze.tours.urls")),
    path("", include("anze.letters.urls")),
    path("", include("anze.enterprises.urls")),
    path("", include("anze.dossiers.urls")),
    path("", include("anze.accountability.urls")),
    path("", include("anze.vetting.urls")),
    path("", include("anze.privacy.urls")),
    path("", include("anze.publication.urls")),
    path("", include("anze.api.urls")),
    path("", include("anze.record.urls")),
    path("", include("anze.workbook.urls")),
]
handler400 = "anze.portal.faults.bad_request"
handler403 = "anze.portal.faults.forbidden"
handler404 = "anze.portal.faults.not_found"
handler500 = "anze.portal.faults.fault"
