"""The site's own pages, and the words in which every form of the site speaks."""

from django.apps import AppConfig

from anze.portal.wording import speak

speak()  # here, not in ready(): a field takes its sentences when its form is declared, and other apps declare theirs earlier


class PortalConfig(AppConfig):
    """Home, search, templates and styles shared by all."""

    name = "anze.portal"
