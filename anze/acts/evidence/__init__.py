"""Files as evidence: what they are (`kinds`), what is refused (`refuse`, `check`), where they lie (`store`), how they are shown (`preview`)."""
