"""The application: windows, menus, files and the command line."""
