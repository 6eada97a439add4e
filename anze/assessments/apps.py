"""What assessments bring to the duties below: results and steps as facts, their names and news; whose files are whose."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Yearly assessments."""

    name = "anze.assessments"
    verbose_name = "年度考核"
