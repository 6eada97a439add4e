"""What is read for vetting: the names of a list, the record of each, the sheet, the paper."""
