"""Painters: they draw what the scene decided, and decide nothing. Screen, image and page alike."""
