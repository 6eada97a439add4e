"""What is asked of dangers, listings and patrols: lists, one of them, days, news."""
