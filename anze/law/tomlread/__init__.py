"""TOML with line numbers, bound to dataclasses; every fault noted in its place."""
