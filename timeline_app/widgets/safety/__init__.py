"""Windows for when work may be lost or may leak: trouble, backups, sharing, merging, rescue."""
