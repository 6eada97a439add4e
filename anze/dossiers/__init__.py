"""Evidence packs (履职证据包): what a person owed and did, as of a day and as known that day, in one archive that holds without us (第三十条)."""
