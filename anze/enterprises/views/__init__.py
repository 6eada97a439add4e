"""Pages of production units, supervision, grids and delegations."""
