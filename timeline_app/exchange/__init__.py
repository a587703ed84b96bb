"""What comes in and goes out: other formats than the project file."""
