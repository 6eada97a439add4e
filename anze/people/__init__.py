"""Units, posts, tenures, officers and accounts: what is stored, no pages."""
