"""The verbs of letters: a pattern is written, letters are generated, signed, scanned in, replaced."""
