"""Write arrays to disk so that a disk that is full is noticed.

numpy's own ``tofile`` writes through a buffer of the C library and does not look whether the buffer could
be emptied: on a full disk a short array is lost without a word.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt


def write_array(target: BinaryIO | Path, values: npt.NDArray[Any]) -> None:
    """Append an array's bytes to an open file, or make a file of them. Raises ``OSError``."""
    if isinstance(target, Path):
        with target.open("wb") as file:
            write_array(file, values)
    else:
        target.write(np.ascontiguousarray(values).data)
