"""How a cost grows. Sizes and costs in, one number out: 0 is flat, 1 grows as fast as the size.

Never fits a line to fewer than two points.
"""

import math
from collections.abc import Sequence


def log_log(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The slope of the best straight line through the logarithms of both (least squares). Raises `ValueError`."""
    if len(sizes) != len(costs) or len({*sizes}) < 2:
        raise ValueError("two sizes at least, and a cost for each")
    across, up = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    middle, height = sum(across) / len(across), sum(up) / len(up)
    over = sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True))
    return over / sum((x - middle) ** 2 for x in across)


def per_one(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """What one more costs, between the first size and the last. Raises `ValueError`."""
    if len(sizes) != len(costs) or len({*sizes}) < 2:
        raise ValueError("two sizes at least, and a cost for each")
    return (costs[-1] - costs[0]) / (sizes[-1] - sizes[0])
