"""Addresses of the year: its calendar and feed, a unit's tasks."""

from django.urls import path

from anze.yearly.views import almanac, report, tasks, tasks_excel

app_name = "yearly"
urlpatterns = [
    path("year/", almanac.year, name="year"),
    path("year/feed/new/", almanac.feed_new, name="feed_new"),
    path("year/feed/end/", almanac.feed_end, name="feed_end"),
    path("year/feed/<str:token>.ics", almanac.feed, name="feed"),
    path("year/tasks/", tasks.own_tasks, name="own_tasks"),
    path("year/tasks/<str:code>/<int:year>/", tasks.tasks, name="tasks"),
    path("year/tasks/<str:code>/<int:year>/lay-out/", tasks.tasks_lay_out, name="lay_out"),
    path("year/tasks/<str:code>/<int:year>/new/", tasks.task_new, name="task_new"),
    path("year/tasks/<str:code>/<int:year>/excel/", tasks_excel.tasks_excel, name="tasks_excel"),
    path("year/tasks/<str:code>/<int:year>/import/", tasks_excel.tasks_import, name="tasks_import"),
    path("year/task/<int:pk>/change/", tasks.task_change, name="task_change"),
    path("year/task/<int:pk>/drop/", tasks.task_drop, name="task_drop"),
    path("year/task/<int:pk>/mark/", tasks.task_mark, name="task_mark"),
    path("year/report/", report.own_report, name="own_report"),
    path("year/report/<str:code>/<int:year>/", report.report, name="report"),
    path("year/report/<str:code>/<int:year>/word/", report.report_draft_word, name="report_word"),
    path("year/report/<str:code>/<int:year>/sign/", report.report_sign, name="report_sign"),
    path("year/reports/", report.reports, name="reports"),
    path("year/reports/<int:pk>/", report.report_signed, name="report_signed"),
]
