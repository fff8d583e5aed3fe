"""How long each stage of a build takes, for who asks (`AGENDA_STAGES`)."""

import json
import time
from pathlib import Path


class Stopwatch:
    """Seconds by stage; each begins where the one before it ended."""

    def __init__(self) -> None:
        self._last, self.stages = time.perf_counter(), {}

    def lap(self, stage: str) -> None:
        """This stage ends now."""
        now = time.perf_counter()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._last
        self._last = now

    def write(self, path: Path) -> None:
        """As a JSON object, rounded to milliseconds."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({stage: round(seconds, 3) for stage, seconds in self.stages.items()}) + "\n")
