"""What is stored of letters."""

from anze.letters.models.handed import HandedFile
from anze.letters.models.letter import Letter, Outcome, Signing
from anze.letters.models.pattern import Goal, Pattern, Share
from anze.letters.models.scan import Scan
from anze.letters.models.upload import ScanUpload

__all__ = ["Goal", "HandedFile", "Letter", "Outcome", "Pattern", "Scan", "ScanUpload", "Share", "Signing"]
