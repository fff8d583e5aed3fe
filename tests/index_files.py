"""The finder's files as the activities that they tell of: what its script makes of them, once more and simpler."""

import json
from collections.abc import Mapping
from typing import Any

WHOLE = ("undated", "unchecked")


def activities(files: Mapping[str, str | bytes], path: str = "finder.json") -> dict[int, dict[str, Any]]:
    """By number each activity: its keys by kind, its dates with their times written out, its marks and its text.

    Raises AssertionError if one is in two shards, or a part has not the texts that it should have.
    """
    index = json.loads(files[path])
    shards = [json.loads(files[_file(path, one["file"])]) for one in index["shards"]] if "shards" in index else [index]
    found: dict[int, dict[str, Any]] = {}
    for shard in shards:
        texts = _texts(shard, files, path)
        number = 0
        for place, dates in enumerate(shard["dates"]["of"]):
            number = number + shard["numbers"][place] if "numbers" in shard else place
            assert number not in found
            found[number] = {
                "keys": {kind: one["sets"][one["of"][place]] for kind, one in shard["keys"].items()},
                "dates": [
                    {"day": day, "bits": (*bits, 0)[0], **index["times"][time]}
                    for day, time, *bits in shard["dates"]["sets"][dates]
                ],
                "text": texts[place],
                **{mark: place in shard[mark] for mark in WHOLE},
            }
    return dict(sorted(found.items()))


def _texts(shard: dict, files: Mapping[str, str | bytes], path: str) -> list[dict]:
    """The texts of a shard's activities, in their order."""
    if "part" not in shard:
        return shard["texts"]
    parts = [json.loads(files[_file(path, name)]) for name in shard["texts"]]
    left = [iter(part) for part in parts]
    texts = [next(left[number]) for number in shard["part"]]
    assert [next(part, None) for part in left] == [None] * len(parts)
    return texts


def _file(path: str, name: str) -> str:
    return f"{path.removesuffix('.json')}/{name}.json"
