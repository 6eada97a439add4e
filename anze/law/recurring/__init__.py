"""Recurring duties in bulk: instances planned, acts keyed to them, every instance decided, in blocks that fit the cache.

`columns` holds tenures and acts as arrays; `plan` lays out a duty's instances; `keys` finds the instance that an act
counts for; `decide` is the decision table; `obligations` ties them together and yields findings in blocks.
"""
