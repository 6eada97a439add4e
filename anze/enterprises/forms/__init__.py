"""Is what was sent well formed?"""
