"""Notices as anybody reads them."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from anze.people.moment import day_of
from anze.publication.models import Notice, Retraction
from anze.publication.policies import NOTICE_FIELDS


def digest_of(notice: Notice) -> str:
    """Return the digest of what is published of a notice: number, unit, title, text."""
    said = {"number": notice.number, "by": notice.unit.name, "title": notice.title, "text": notice.text}
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def public_notice(notice: Notice) -> dict[str, Any]:
    """Return the public fields of a notice, as values of JSON: nothing that is not on the list."""
    found = {"number": notice.number, "by": notice.unit.name, "title": notice.title, "text": notice.text,
             "published_on": day_of(notice.published_at).isoformat() if notice.published_at else "", "digest": notice.digest or digest_of(notice)}
    return {name: found[name] for name in NOTICE_FIELDS}


def notes(now: datetime) -> dict[str, Retraction]:
    """Return the notes in the place of notices that were withdrawn, by number."""
    return {one.key: one for one in Retraction.objects.filter(kind="notice", at__lte=now)}


def state_of(notice: Notice, withdrawn: dict[str, Retraction]) -> str:
    """Return where a notice stands."""
    return "withdrawn" if notice.number in withdrawn else "published" if notice.published_at else "draft"
