"""When Python looks for cycles, objects that hold each other: not while an agenda grows, now and then among pages.

Looking goes through everything there is. Until pages are made a build leaves no cycles, and looking through a large
agenda again and again takes as long as a fifth of the build. A rendered template leaves one (its context, and the
macros that it knows), with all that the page was given: kept to the end they take more memory than the agenda.
"""

import atexit
import gc

NOW_AND_THEN = 200_000  # objects: so many are new when it looks among them; some 500 pages
USUAL = gc.get_threshold()


def put_off() -> None:
    """Nobody looks, at the end of the process neither."""
    gc.disable()
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def of_what_comes() -> None:
    """From now on Python looks among what is new."""
    gc.freeze()
    gc.set_threshold(NOW_AND_THEN, *USUAL[1:])
    gc.enable()


def as_usual() -> None:
    """The build is over."""
    gc.freeze()
    gc.unfreeze()  # what there is counts as old: nobody looks at once
    gc.set_threshold(*USUAL)
    gc.enable()
