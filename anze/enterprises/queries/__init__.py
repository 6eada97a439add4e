"""What is read of production units, supervision, grids and delegations."""
