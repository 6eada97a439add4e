"""Addresses of duties: duty lists, departments' lists, key work."""

from django.urls import path

from anze.duties.views import lists as posts
from anze.duties.views import lists_departments as departments
from anze.duties.views import lists_departments_excel as departments_excel
from anze.duties.views import lists_work as work
from anze.duties.views import lists_work_files as files

urlpatterns = [
    path("lists/", posts.lists, name="lists"),
    path("lists/excel/", posts.lists_excel, name="lists_excel"),
    path("lists/unit/<path:code>/word/", posts.list_unit_word, name="list_unit_word"),
    path("lists/of/<path:code>/word/", posts.list_officer_word, name="list_officer_word"),
    path("lists/post/<path:code>/<slug:post>/word/", posts.list_word, name="list_word"),
    path("lists/post/<path:code>/<slug:post>/sign/", posts.list_acknowledge, name="list_acknowledge"),
    path("lists/post/<path:code>/<slug:post>/", posts.list_post, name="list_post"),
    path("lists/departments/", departments.safety_lists, name="safety_lists"),
    path("lists/departments/excel/", departments_excel.safety_lists_excel, name="safety_lists_excel"),
    path("lists/departments/import/", departments_excel.safety_lists_import, name="safety_lists_import"),
    path("lists/departments/new/", departments.safety_list_new, name="safety_list_new"),
    path("lists/departments/<int:pk>/", departments.safety_list, name="safety_list"),
    path("lists/departments/<int:pk>/change/", departments.safety_list_change, name="safety_list_change"),
    path("lists/departments/<int:pk>/end/", departments.safety_list_end, name="safety_list_end"),
    path("lists/work/", work.work_lists, name="work_lists"),
    path("lists/work/new/", work.work_list_new, name="work_list_new"),
    path("lists/work/<int:pk>/", work.work_list, name="work_list"),
    path("lists/work/<int:pk>/issue/", work.work_list_issue, name="work_list_issue"),
    path("lists/work/<int:pk>/check/", work.work_list_check, name="work_list_check"),
    path("lists/work/<int:pk>/items/new/", work.work_item_new, name="work_item_new"),
    path("lists/work/<int:pk>/excel/", files.work_list_excel, name="work_list_excel"),
    path("lists/work/<int:pk>/import/", files.work_list_import, name="work_list_import"),
    path("lists/work/<int:pk>/word/", files.work_list_word, name="work_list_word"),
    path("lists/work/items/<int:pk>/change/", work.work_item_change, name="work_item_change"),
    path("lists/work/items/<int:pk>/drop/", work.work_item_drop, name="work_item_drop"),
]
