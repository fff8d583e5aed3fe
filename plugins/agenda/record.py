"""What every record in a file is: a mapping with known keys, whose values never change."""

from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from .problem import Fault


class Record(BaseModel):
    """A mapping in a file: unknown keys are problems, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _is_mapping(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            raise Fault("fields are expected here. Write a name, a colon and a value on each line below, indented.")
        return value
