"""What every test needs: no screen, no network, no settings of the person who runs them."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_ACCESSIBILITY", "1")
