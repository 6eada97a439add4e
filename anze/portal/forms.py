"""How forms are drawn: Django's own fields in our templates (portal/templates/django/forms)."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Fields with label, hint, message and input in that order; the summary of errors on top.

    An option that chooses nothing and is called by dashes alone says 请选择 (django/forms/widgets/select_option.html).
    """

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
