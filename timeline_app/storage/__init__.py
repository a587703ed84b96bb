"""What is kept: the project file. The only room that speaks SQL."""
