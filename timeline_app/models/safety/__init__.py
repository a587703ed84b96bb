"""What the windows of safety show, as values: records, changes and backups in words."""
