"""Vetting (考察): what is on record of the candidates whom the organisation department looks into (第二十三条)."""
