"""What is asked of interviews: triggers, lists, one interview, counts, news."""
