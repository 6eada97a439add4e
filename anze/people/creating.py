"""All tables of an application made by one step of a migration.

Django draws the models anew for each model and each constraint it adds, and all that refer to them: with a hundred models most of the
time of a first migration went there.
"""

from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory


class CreateModels(Operation):
    """Make the models in the order given: a model after those it refers to, with its indexes and constraints among its options."""

    reversible = True
    category = OperationCategory.ADDITION

    def __init__(self, models: list[CreateModel]) -> None:
        """Keep the models."""
        self.models = models

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Say how this step is written."""
        return self.__class__.__qualname__, [], {"models": self.models}

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Add the models to what is known; they alone are drawn, once, beside those that were drawn before: nothing of these is different."""
        drawn = state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)
        if drawn is not None:
            drawn.render_multiple([state.models[app_label, model.name_lower] for model in self.models])
            state.apps = drawn

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Make the tables."""
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Drop the tables, the last first."""
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Say what is done."""
        return f"Create {len(self.models)} models"
