"""The demo city in the database: the tables of `anze.project.demo` as three years of records, each with its entry in the ledger."""
