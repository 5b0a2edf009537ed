"""Where topics lie to one another (话题地图): near where they share words, apart where they do not, large where they take much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

WIDTH, HEIGHT = 640, 400
_MARGIN = 56
#: area of all circles together, as a share of the map's
_FILLED = 0.16
_SMALLEST = 13.0
#: between two circles, and to the edge: a line of text below each
_GAP = 30
_ROUNDS = 300


@dataclass(frozen=True, slots=True)
class Spot:
    """One topic's circle, in the units of the map's view box."""

    topic: int
    x: float
    y: float
    radius: float


def spots(components: Array, shares: list[float]) -> tuple[Spot, ...]:
    """Return the circles of the topics.

    Positions by classical scaling (Torgerson 1952) of the Jensen-Shannon distances of the topics' words, signs fixed, so
    that the same topics lie the same way; circles that overlap are pushed apart. Only nearness means something, not the
    direction of the axes.

    Parameters
    ----------
    components : array (k, words), each row a topic's distribution over words.
    shares : of the corpus, one a topic; a circle's area is its topic's share.
    """
    import numpy as np

    area = WIDTH * HEIGHT * _FILLED
    radius = np.maximum(np.sqrt(area * np.asarray(shares) / max(sum(shares), 1e-9) / np.pi), _SMALLEST)
    places = _spread_out(_fitted(_scaled(_distances(components)), radius), radius)
    return tuple(
        Spot(topic, round(float(x), 1), round(float(y), 1), round(float(size), 1))
        for topic, ((x, y), size) in enumerate(zip(places, radius, strict=True))
    )


def _distances(components: Array) -> Array:
    """Return the Jensen-Shannon distances of the rows: array (k, k), 0 to 1."""
    import numpy as np

    def entropy(rows: Array) -> Array:
        found: Array = -np.where(rows > 0, rows * np.log2(np.where(rows > 0, rows, 1)), 0).sum(axis=-1)
        return found

    own = entropy(components)
    between = np.array([entropy((row + components) / 2) for row in components])
    distances: Array = np.sqrt(np.maximum(between - (own[:, None] + own[None, :]) / 2, 0))
    return distances


def _scaled(distances: Array) -> Array:
    """Return points in two dimensions whose distances come near to those given."""
    import numpy as np

    size = len(distances)
    centre = np.eye(size) - 1 / size
    values, vectors = np.linalg.eigh(-centre @ distances**2 @ centre / 2)
    points = np.zeros((size, 2))
    for axis, column in enumerate(range(size - 1, max(size - 3, -1), -1)):
        vector = vectors[:, column] * np.sqrt(max(values[column], 0.0))
        # an eigenvector has no sign of its own
        points[:, axis] = vector * (1 if vector[np.abs(vector).argmax()] >= 0 else -1)
    return points


def _fitted(points: Array, radius: Array) -> Array:
    """Return the points stretched over the map."""
    import numpy as np

    low, high = points.min(axis=0), points.max(axis=0)
    extent = np.where(high - low > 1e-9, high - low, 1)
    room = np.array([WIDTH, HEIGHT]) - 2 * (_MARGIN + radius.max() / 2)
    fitted: Array = np.array([WIDTH, HEIGHT]) / 2 + ((points - low) / extent - 0.5) * room * (high - low > 1e-9)
    return fitted


def _spread_out(places: Array, radius: Array) -> Array:
    """Return the places with overlapping circles pushed apart, inside the map."""
    import numpy as np

    places = places.copy()
    apart = radius[:, None] + radius[None, :] + _GAP
    # equal places have no direction to part in: each topic gets one of its own
    turn = np.arange(len(places)) * 2.399963
    places += 0.01 * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    for _ in range(_ROUNDS):
        across = places[:, None, :] - places[None, :, :]
        length = np.maximum(np.sqrt((across**2).sum(axis=2)), 1e-6)
        overlap = np.maximum(apart - length, 0)
        np.fill_diagonal(overlap, 0)
        if not overlap.any():
            break
        places += (across / length[:, :, None] * overlap[:, :, None]).sum(axis=1) * 0.3
        places = np.clip(places, radius[:, None] + _GAP, np.array([[WIDTH, HEIGHT]]) - radius[:, None] - _GAP)
    return places
