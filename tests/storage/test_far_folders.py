from pathlib import Path

import pytest

from timeline_app.storage.far_folders import System, linux_mounts, macos_mounts, why_far

LINUX = """/dev/vda / ext4 rw 0 0
//nas/news /mnt/news\\040room cifs rw 0 0
phone /media/phone fuse.sshfs rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
desk /mnt/desk virtiofs rw 0 0
"""
MACOS = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk4s1 on /Volumes/Stick (exfat, local, nodev, nosuid, noowners)
//nk@nas.local/news on /Volumes/News room (smbfs, nodev, nosuid, mounted by nk)
"""


def system(mounts: str = LINUX, **variables: str) -> System:
    read = macos_mounts if mounts is MACOS else linux_mounts
    return System(lambda: read(mounts), variables, lambda path: str(path).startswith("Z:"))


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/home/n/projects/p.sqlite", None),
        ("/home/n/dropbox-history/p.sqlite", None),
        ("/home/n/Dropbox/p.sqlite", "synchronised"),
        ("/home/n/Dropbox (Newsroom)/p.sqlite", "synchronised"),
        ("/home/n/OneDrive - Agency/desk/p.sqlite", "synchronised"),
        ("/Users/n/Library/CloudStorage/GoogleDrive-n/p.sqlite", "synchronised"),
        ("/Users/n/Library/Mobile Documents/desk/p.sqlite", "synchronised"),
        ("//server/share/p.sqlite", "network"),
        ("\\\\server\\share\\p.sqlite", "network"),
        ("/mnt/news room/p.sqlite", "network"),
        ("/media/phone/p.sqlite", "network"),
        ("/run/user/1000/gvfs/smb-share/p.sqlite", "network"),
        ("/mnt/desk/p.sqlite", "network"),
        ("Z:/desk/p.sqlite", "network"),
    ],
)
def test_far_folders_are_known(path: str, why: str | None) -> None:
    assert why_far(Path(path), system()) == why


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/Volumes/News room/p.sqlite", "network"),
        ("/Volumes/Stick/p.sqlite", None),
        ("/Users/n/p.sqlite", None),
    ],
)
def test_drives_of_macos_are_told_apart(path: str, why: str | None) -> None:
    assert why_far(Path(path), system(MACOS)) == why


@pytest.mark.parametrize("name", ["OneDrive", "OneDriveCommercial"])
def test_the_folder_onedrive_names_is_known_whatever_it_is_called(name: str) -> None:
    there = system(**{name: "/home/n/Work files"})
    assert why_far(Path("/home/n/Work files/desk/p.sqlite"), there) == "synchronised"
    assert why_far(Path("/home/n/Work/p.sqlite"), there) is None


@pytest.mark.parametrize("mark", [".dropbox", ".nextcloudsync.log", ".sync_0a1b2c.db"])
def test_a_folder_with_a_synchronisers_file_in_it_is_known(tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).touch()
    assert why_far(tmp_path / "desk" / "p.sqlite", system()) == "synchronised"


def test_a_folder_with_a_synchronisers_folder_in_it_is_known(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert why_far(tmp_path / "p.sqlite", system()) == "synchronised"


def test_the_settings_of_dropbox_make_no_home_a_synchronised_folder(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert why_far(tmp_path / "p.sqlite", system()) is None
