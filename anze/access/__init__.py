"""Who may do what on which part of the tree, and how one signs in."""
