"""Files of a case lie sealed in the store. What was served is kept as the bytes that it was: drawn once, sealed like the files of a case, and given
again unchanged whatever happens later."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from anze.access.models.sealed import new_row
from anze.access.sealing import seal_bytes, unseal_bytes
from anze.accountability.actions.stepping import written
from anze.accountability.models import Case, CaseFile, Remedy, Served, Statement
from anze.accountability.queries.papers import served_paper
from anze.acts.actions.evidence import blob_of
from anze.acts.evidence import store
from anze.acts.evidence.store import Staged
from anze.documents.pdf import pdf_of
from anze.documents.word import word_of
from anze.people.models import Account

FORMS: Final = {"docx": "word", "pdf": "pdf"}  # the form of an address, the field that keeps it


def keep_paper(served: Served, now: datetime, files: list[Staged]) -> None:
    """Draw what is served as Word and PDF and keep both sealed; `files` are those of the caller's `put_in_place`, which removes them where it fails."""
    official = served_paper(served)
    for form, content in (("docx", word_of(official)), ("pdf", pdf_of(official))):
        sealed, path = seal_bytes(content, _place(served, form)), store.beside()
        store.write(path, [sealed])
        staged = Staged(path, "", hashlib.sha256(sealed).hexdigest(), len(sealed), "application/octet-stream")
        files.append(staged)
        setattr(served, FORMS[form], blob_of(staged, now))
    served.save(update_fields=list(FORMS.values()))


def kept_paper(served: Served, form: str) -> bytes:
    """Return the bytes of what was served, opened. Raises CannotOpen."""
    return unseal_bytes(store.place(getattr(served, FORMS[form]).sha256).read_bytes(), _place(served, form))


def sealed_from(files: Sequence[Staged]) -> list[tuple[str, Staged, Staged]]:
    """Seal examined files: the key of the row that each is to have, the file as it came, the sealed bytes beside the store. What was staged open is gone
    afterwards, whatever happens."""
    found = []
    try:
        for one in files:
            row, path = new_row(), store.beside()
            content = seal_bytes(one.path.read_bytes(), _file_place(row))
            store.write(path, [content])
            found.append((row, one, Staged(path, "", hashlib.sha256(content).hexdigest(), len(content), "application/octet-stream")))
    finally:
        for one in files:
            one.path.unlink(missing_ok=True)
    return found


def case_files(case: Case, sealed: Sequence[tuple[str, Staged, Staged]], *, by: Account, now: datetime, statement: Statement | None = None,
               remedy: Remedy | None = None) -> list[CaseFile]:
    """Put sealed files to a case, and to what the person stated or asked for. Within the caller's `put_in_place`."""
    return [written(CaseFile(case=case, row=row, blob=blob_of(shut, now), name=one.name, media_type=one.media_type, size=one.size, statement=statement,
                             remedy=remedy, recorded_at=now, recorded_by=by)) for row, one, shut in sealed]


def content_of(file: CaseFile) -> bytes:
    """Return the content of a file, opened. Raises CannotOpen."""
    return unseal_bytes(store.place(file.blob.sha256).read_bytes(), _file_place(file.row))


def _file_place(row: str) -> str:
    return f"accountability.casefile.content.{row}"


def _place(served: Served, form: str) -> str:
    return f"accountability.served.{form}.{served.row}"
