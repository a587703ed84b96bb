"""Forms in which new records are entered."""
