"""The register of production units as a workbook: its columns, checked cell by cell, written in and out; in the background where it is large."""
