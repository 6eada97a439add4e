"""Home, shared templates and styles, search, the statute."""
