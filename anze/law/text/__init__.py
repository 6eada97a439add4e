"""A Chinese statute into 编、章、节、条、款、项、目; lint; difference of two versions."""
