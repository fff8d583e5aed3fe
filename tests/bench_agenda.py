"""The generated agenda of `make bench`, for tests that want a town of that size."""

import importlib.util
from pathlib import Path

BENCH = Path(__file__).parent.parent / "scripts" / "bench.py"


def write(folder: Path, number: int) -> None:
    """So many activities into this folder; the same each time."""
    spec = importlib.util.spec_from_file_location("bench", BENCH)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.write_agenda(folder, number)
