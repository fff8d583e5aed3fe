"""What is brought away, and the command that runs after it."""

import sys
import time

from receiver.errands import Hook, Worker
from receiving import SENDER, receiver
from small_town import small_town


def waited(condition) -> bool:
    for _ in range(100):
        if condition():
            return True
        time.sleep(0.05)
    return False


def test_hook_runs_in_the_towns_folder_and_nothing_waits_for_it(tmp_path):
    script = "import time, pathlib; time.sleep(.3); pathlib.Path('ran').write_text('x')"
    begun = time.monotonic()
    Hook(f'{sys.executable} -c "{script}"', tmp_path)()
    assert time.monotonic() - begun < 0.2
    assert waited((tmp_path / "ran").exists)


def test_hook_runs_once_more_for_all_that_came_meanwhile(tmp_path):
    script = "import time; open('ran', 'a').write('x'); time.sleep(.3)"
    hook = Hook(f'{sys.executable} -c "{script}"', tmp_path)
    for _ in range(5):
        hook()
        time.sleep(0.02)
    assert waited(lambda: (tmp_path / "ran").exists())
    time.sleep(1.5)
    assert (tmp_path / "ran").read_text() in ("x", "xx")


def test_hook_that_fails_is_told_to_the_log(tmp_path, caplog):
    Hook("false", tmp_path)()
    Hook("no-such-command-here", tmp_path)()
    assert waited(lambda: "no-such-command-here" in caplog.text and "exit status 1" in caplog.text)


def test_no_hook_does_nothing(tmp_path):
    Hook("", tmp_path)()


def test_hook_runs_only_when_something_is_new(tmp_path):
    one, ran = receiver(small_town(tmp_path)), []
    one.service.errands.hook = lambda: ran.append(1)
    one.confirmed()
    assert ran == []
    one.accepted(answers={"title": "Tea"})
    one.run()
    assert ran == [1]


def test_worker_wakes_goes_on_after_a_failure_and_ends(tmp_path, monkeypatch):
    one = receiver(small_town(tmp_path))
    worker = Worker(one.service.errands)
    worker.start()
    assert worker.alive
    with monkeypatch.context() as patch:
        patch.setattr(one.service.errands.mailing, "due", lambda: 1 / 0)
        worker.wake()
        assert waited(lambda: "errands" in one.service.errands.troubles)
    one.send()
    worker.wake()
    assert waited(lambda: one.letters(SENDER))
    worker.stop()
    assert not worker.alive


def test_one_that_goes_wrong_stops_no_other(tmp_path, monkeypatch):
    one = receiver(small_town(tmp_path))
    one.send()
    one.send(title="Tea", sender="other@example.org")
    written = one.service.errands.mailing._written

    def fails(name, record):
        if record.sender == SENDER:
            raise RuntimeError("unexpected")
        return written(name, record)

    monkeypatch.setattr(one.service.errands.mailing, "_written", fails)
    one.run()
    assert (one.letters(SENDER), len(one.letters("other@example.org"))) == ([], 1)
    assert one.service.errands.troubles == {"errands"}
