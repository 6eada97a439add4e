"""Addresses of publication: /public/ for anybody, /publication/ for the office behind it."""

from django.urls import path

from anze.publication.views import check, desk, public

app_name = "publication"
urlpatterns = [
    path("public/", public.front, name="front"),
    path("public/results/<int:year>/", public.results, name="results"),
    path("public/results/<int:year>.json", public.results_json, name="results_json"),
    path("public/results/<int:year>.csv", public.results_csv, name="results_csv"),
    path("public/notices/", public.notices, name="notices"),
    path("public/notices.json", public.notices_json, name="notices_json"),
    path("public/notices/<str:number>/", public.notice, name="notice"),
    path("public/statute/", public.statute, name="statute"),
    path("public/statute/<int:number>/", public.provision, name="provision"),
    path("public/check/", check.check, name="check"),
    path("public/ledger/", public.ledger, name="ledger"),
    path("public/ledger.json", public.ledger_json, name="ledger_json"),
    path("publication/", desk.desk, name="desk"),
    path("publication/results/<str:uid>/", desk.preview_result, name="preview_result"),
    path("publication/results/<str:uid>/withdraw/", desk.result_withdraw, name="result_withdraw"),
    path("publication/notices/new/", desk.notice_new, name="notice_new"),
    path("publication/notices/<int:pk>/", desk.notice_preview, name="notice_preview"),
    path("publication/notices/<int:pk>/change/", desk.notice_change, name="notice_change"),
    path("publication/notices/<int:pk>/publish/", desk.notice_publish, name="notice_publish"),
    path("publication/notices/<int:pk>/withdraw/", desk.notice_withdraw, name="notice_withdraw"),
]
