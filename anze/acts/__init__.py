"""What was done: meetings, inspections, documents, budgets, and the files that show it."""
