"""The tables: claims, events, sources, people and organisations, and the history."""
