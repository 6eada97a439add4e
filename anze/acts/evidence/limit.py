"""Stop taking in an upload as soon as it is larger than it may be, before it fills the disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class SizeLimit(FileUploadHandler):
    """The first of the upload handlers: counts, and drops a file that grows beyond the limit. Its name is left at `request.too_big`."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on what fits."""
        self.taken += len(raw_data)
        if self.taken > settings.EVIDENCE_MAX_BYTES:
            request: Any = self.request
            request.too_big = [*getattr(request, "too_big", ()), str(self.file_name)]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that keep it."""
