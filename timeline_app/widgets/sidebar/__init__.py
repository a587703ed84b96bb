"""The attribution sidebar: who says so, through whom, how we know when, and who disagrees."""
