"""One module a kind of clause: what a clause means for the facts."""
