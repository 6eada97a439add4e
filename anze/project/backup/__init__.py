"""A backup in one file: every row, every file, the checkpoints, with a manifest; and its way back, verified before anything is touched."""
