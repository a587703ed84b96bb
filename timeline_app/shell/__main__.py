"""Lets the program start itself by module, for work in a process of its own."""

from timeline_app.shell.cli import main

main()
