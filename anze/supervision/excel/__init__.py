"""Items under supervision as a workbook: its columns, checked cell by cell."""
