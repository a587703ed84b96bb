"""Fields that show a value and become its editor where they stand."""
