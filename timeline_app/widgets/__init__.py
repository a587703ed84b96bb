"""What the user touches: the widgets."""
