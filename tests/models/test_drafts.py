from timeline_app.models.drafts import Drafts


def test_what_is_kept_is_there_again(tmp_path):
    drafts = Drafts(tmp_path / "drafts", tmp_path / "q.sqlite")
    assert drafts.kept("claim") is None
    assert drafts.keep("claim", {"text": "القامشلي"})
    again = Drafts(tmp_path / "drafts", tmp_path / "q.sqlite")
    assert again.kept("claim") == {"text": "القامشلي"}


def test_a_dropped_draft_is_gone(tmp_path):
    drafts = Drafts(tmp_path, tmp_path / "q.sqlite")
    drafts.keep("claim", {"text": "x"})
    drafts.drop("claim")
    assert drafts.kept("claim") is None
    assert list(tmp_path.iterdir()) == []


def test_projects_and_forms_do_not_see_each_others_drafts(tmp_path):
    Drafts(tmp_path, tmp_path / "a.sqlite").keep("claim", {"text": "a"})
    assert Drafts(tmp_path, tmp_path / "b.sqlite").kept("claim") is None
    assert Drafts(tmp_path, tmp_path / "a.sqlite").kept("event") is None


def test_a_draft_that_cannot_be_read_counts_as_none(tmp_path):
    drafts = Drafts(tmp_path, tmp_path / "q.sqlite")
    drafts.keep("claim", {"text": "a"})
    (file,) = tmp_path.iterdir()
    for damage in (b"", b"{", b"[1]", b"\xff\xfe"):
        file.write_bytes(damage)
        assert drafts.kept("claim") is None


def test_a_folder_that_cannot_be_made_is_no_crash(tmp_path):
    (tmp_path / "file").touch()
    assert not Drafts(tmp_path / "file" / "drafts", tmp_path / "q").keep("claim", {})


def test_only_the_user_may_read_a_draft(tmp_path):
    drafts = Drafts(tmp_path / "drafts", tmp_path / "q.sqlite")
    drafts.keep("claim", {"text": "a source in danger"})
    (file,) = (tmp_path / "drafts").iterdir()
    assert file.stat().st_mode & 0o077 == 0
