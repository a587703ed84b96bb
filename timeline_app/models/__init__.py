"""What the windows know: the open project as Qt models. QtCore only."""
