"""A model on a device that does one thing at a time: 5 ms, and 0.2 ms for each item."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

_device = threading.Lock()


def score(items: Sequence[list[float]]) -> list[float]:
    with _device:
        time.sleep(0.005 + 0.0002 * len(items))
    return [sum(values) for values in items]
