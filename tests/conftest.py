"""What every test needs: no screen, no network, no settings or files of whoever runs them."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.small_disk import mounted

# How long an example takes says how busy the computer is, not whether a law holds.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_ACCESSIBILITY", "1")

_HOME = Path(tempfile.mkdtemp(prefix="timeline-app-tests-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
# Before anything asks where settings, backups, caches and documents belong; processes that a test
# starts inherit it.
for _kind in ("CONFIG_HOME", "DATA_HOME", "CACHE_HOME", "STATE_HOME", "DOCUMENTS_DIR"):
    os.environ[f"XDG_{_kind}"] = str(_HOME / _kind.lower())


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Wait for the disk however busy the computer is: only tests of slowness go on without it."""
    monkeypatch.setattr("timeline_app.models.saving.PATIENCE", 20.0)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of four megabytes; where none may be mounted, the test is skipped."""
    with mounted(tmp_path / "disk", "4m") as disk:
        yield disk
