"""What templates may ask about evidence packs."""
