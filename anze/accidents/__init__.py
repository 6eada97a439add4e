"""Accidents: their register, what follows from each, reports, investigation, corrections (第二十一条, 国务院令第493号)."""
