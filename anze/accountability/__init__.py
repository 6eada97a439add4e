"""Accountability (问责): grounds that a person weighs, cases that only those on them see, decisions and what follows from them (第二十五至三十三条)."""
