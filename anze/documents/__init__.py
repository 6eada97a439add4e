"""Official documents: Word in the geometry of GB/T 9704-2012."""
