"""Where it is drawn: the scale, the rows and the boxes of the timeline. No Qt."""
