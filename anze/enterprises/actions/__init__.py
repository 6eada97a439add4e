"""The verbs of registers of production units, supervision, grids and delegations."""
