import gc

from timeline_app.shell.application import settle_memory


def test_what_the_program_is_made_of_is_not_collected_again():
    thresholds = gc.get_threshold()
    try:
        settle_memory()
        assert gc.get_freeze_count() > 10_000
        assert gc.get_count()[2] == 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
