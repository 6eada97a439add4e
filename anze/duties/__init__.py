"""Duty lists, obligations, standing duties, contact points and the duty board."""
