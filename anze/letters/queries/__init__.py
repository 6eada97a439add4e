"""What is asked of letters: who has signed, what a letter says, what is due."""
