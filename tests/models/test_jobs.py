"""Long work: off the GUI thread, with one word at the end."""

import threading

import pytest

from timeline_app.models.jobs import Job


def test_work_runs_elsewhere_and_its_result_arrives_here(qtbot):
    threads = []
    job = Job(lambda _progress: threading.current_thread())
    job.finished.connect(lambda _worker: threads.append(threading.current_thread()))
    with qtbot.waitSignal(job.finished) as ended:
        job.start()
    assert ended.args[0] is not threading.current_thread()
    assert threads == [threading.current_thread()]


def test_progress_arrives_in_order_before_the_end(qtbot):
    said = []

    def work(progress):
        for step in range(3):
            progress.report(step, 3, "counting")

    job = Job(work)
    job.progressed.connect(lambda *step: said.append(step))
    with qtbot.waitSignal(job.finished):
        job.start()
    assert said == [(0, 3, "counting"), (1, 3, "counting"), (2, 3, "counting")]


def test_an_error_is_handed_over_whole(qtbot):
    def work(_progress):
        raise ValueError("no such thing")

    job = Job(work)
    with qtbot.waitSignal(job.failed) as ended:
        job.start()
    with pytest.raises(ValueError, match="no such thing"):
        raise ended.args[0]


def test_cancelled_work_stops_at_its_next_report(qtbot):
    begun = threading.Event()

    def work(progress):
        while True:
            begun.set()
            progress.report(0, 0)

    job = Job(work)
    job.start()
    assert begun.wait(5)
    with qtbot.waitSignal(job.cancelled), qtbot.assertNotEmitted(job.failed):
        job.cancel()
