"""Findings into tables."""
