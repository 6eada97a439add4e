"""Interviews (约谈): triggers answered, interviews run from the proposal to the closed rectification (第二十一条, 第二十五条（五）)."""
