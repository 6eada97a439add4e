"""The register of accidents as a workbook: its columns, checked cell by cell."""
