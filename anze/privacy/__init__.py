"""What a person may ask about the data kept of him: to see, to correct, to erase (个人信息保护法)."""
