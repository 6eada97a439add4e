"""The year as it lies ahead: its calendar and feed, the committee offices' tasks of the year."""
