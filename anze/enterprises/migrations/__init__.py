"""Migrations of production units."""
