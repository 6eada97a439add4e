"""Scans of signed letters: which page bears which code. A stranger's file is opened in a confined process only."""
