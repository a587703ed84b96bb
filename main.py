"""Start the timeline app from the source tree: the same program as `timeline-app`."""

from timeline_app.shell.cli import main

if __name__ == "__main__":
    main()
