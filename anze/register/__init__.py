"""The pages of units, posts, people and accounts; Excel in and out."""
