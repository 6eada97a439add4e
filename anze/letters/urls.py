"""Addresses of letters; those that take any code come last."""

from django.urls import path

from anze.letters.views import generating, letters, matrix, patterns, register, scans, verbs

app_name = "letters"
urlpatterns = [
    path("letters/", matrix.listing, name="list"),
    path("letters/of/<str:unit>/<int:year>/", matrix.matrix, name="matrix"),
    path("letters/of/<str:unit>/<int:year>/all.<str:form>", matrix.everything, name="all"),
    path("letters/register/", register.listing, name="register"),
    path("letters/register/import/", register.importing, name="register_import"),
    path("letters/pattern/<str:unit>/<int:year>/", patterns.pattern, name="pattern"),
    path("letters/pattern/<str:unit>/<int:year>/begin/", patterns.begin, name="begin"),
    path("letters/generate/<str:unit>/<int:year>/", generating.generate, name="generate"),
    path("letters/generate/<str:unit>/<int:year>/preview.pdf", generating.preview, name="preview"),
    path("letters/generate/<str:unit>/<int:year>/import/", generating.importing, name="shares_import"),
    path("letters/scans/reading/<uuid:uid>/", scans.reading, name="scans_reading"),
    path("letters/scans/<str:unit>/<int:year>/", scans.upload, name="scans"),
    path("letters/scans/<int:pk>/", scans.scan, name="scan"),
    path("letters/scans/<int:pk>/<int:number>.jpg", scans.page, name="scan_page"),
    path("letters/scans/<int:pk>/file", scans.file, name="scan_file"),
    path("letters/scans/<int:pk>/off/", scans.off, name="scan_off"),
    path("letters/<str:code>/", letters.detail, name="detail"),
    path("letters/<str:code>/letter.<str:form>", letters.paper, name="paper"),
    path("letters/<str:code>/sign/", verbs.sign, name="sign"),
    path("letters/<str:code>/unsign/", verbs.unsign, name="unsign"),
    path("letters/<str:code>/outcome/", verbs.outcome, name="outcome"),
    path("letters/<str:code>/replace/", verbs.replace, name="replace"),
    path("letters/<str:code>/void/", verbs.void, name="void"),
]
