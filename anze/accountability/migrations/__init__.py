"""Migrations of accountability."""
