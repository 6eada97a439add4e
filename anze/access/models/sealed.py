"""A row whose texts are sealed at rest: each is bound to its row and field, opened only when it is read."""

import secrets
from typing import Any

from django.db import models
from django.db.models.query_utils import DeferredAttribute

from anze.access.sealing import seal, unseal


class Envelope(str):
    """A text as it lies in the database."""

    __slots__ = ()


def new_row() -> str:
    """Return a random name for a row: what its texts are bound to before it has a key."""
    return secrets.token_hex(16)


class SealedAttribute(DeferredAttribute):
    """The text on an instance: opened at the first reading, and never before."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        """Return the text. Raises CannotOpen."""
        found = super().__get__(instance, cls)
        if isinstance(found, Envelope):
            found = instance.__dict__[self.field.attname] = unseal(found, place_of(instance, self.field.name))
        return found

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


def place_of(instance: Any, name: str) -> str:
    """Return what the text of a field is bound to."""
    return f"{instance._meta.label_lower}.{name}.{instance.row}"


class SealedText(models.TextField[Any, Any]):
    """A text that is sealed before it is written. It can be looked for by nothing but whether it is there. Only for a `SealedRow`."""

    descriptor_class = SealedAttribute

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        """Seal it anew, under a fresh nonce."""
        text = getattr(model_instance, self.attname)
        return Envelope(seal(text, place_of(model_instance, self.name))) if text else text

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Refuse what was not sealed: a text written past the row (`update`) would lie open."""
        if value and not isinstance(value, Envelope):
            raise TypeError(f"{self.name} is sealed with its row: save the row")
        return None if value is None else str(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Mark what comes from the database as sealed."""
        return Envelope(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow none but `isnull`: nothing else means anything of a sealed text."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class SealedRow(models.Model):
    """A row with sealed texts; `row` is random, and what they are bound to."""

    row = models.CharField("行标识", max_length=32, unique=True, default=new_row, editable=False)

    class Meta:
        abstract = True
