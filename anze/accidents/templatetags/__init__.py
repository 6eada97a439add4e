"""Tags of accidents."""
