"""The roster as one workbook of three sheets: read, checked cell by cell, written back with what is wrong, written out."""
