"""A delivery that is stopped: a process of its own, killed right after one of the steps that change something."""

import os
import signal
from itertools import count

from forge import github
from forge.change import Change, Forge
from forge.git import Git

# Objects without a ref to them are nothing yet; what only reads changes nothing.
CHANGING = {"fetch", "push", "restore", "update-ref"}


def killed(forge: Forge, given: Change, step: int) -> bool:
    """Deliver, and kill it after its n-th step; False if it took fewer."""
    if not (process := os.fork()):
        steps = count(1)

        def stepped(done):
            if next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        heard, post = Git.heard, github.httpx.post
        Git.heard = lambda self, *words, **options: (
            stepped(heard(self, *words, **options)) if words[0] in CHANGING else heard(self, *words, **options)
        )
        github.httpx.post = lambda *given, **options: stepped(post(*given, **options))
        try:
            forge.deliver(given)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(process, 0)[1])
