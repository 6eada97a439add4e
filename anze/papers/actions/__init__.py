"""The verbs of papers: reserve and void a number, issue, put files to a case, replace a template."""
