"""Rules of other instruments that a pack names, dated: accident grades, periods, effects of measures, code tables."""
