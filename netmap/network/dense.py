"""Products of matrices that are nearly full: a body of hundreds of members ties each two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    Matrix = csr_array[Any, tuple[int, int]]

LEAST: Final = 200
"""Fewer actors are quick in any way."""
MOST: Final = 3000
"""A full table of more actors takes too much memory."""
SHARE: Final = 0.05
"""Where more of the cells are filled, a full table is quicker than lists of the filled ones."""


def nearly_full(ties: Matrix) -> bool:
    """Tell whether a square matrix is better multiplied as a full table.

    >>> nearly_full(csr_array(np.ones((300, 300)))), nearly_full(csr_array(np.eye(300)))
    (True, False)
    """
    n = ties.shape[0]
    return bool(LEAST <= n <= MOST and ties.nnz > SHARE * n * n)


def product(one: Matrix, other: Matrix) -> Matrix:
    """Multiply two square matrices.

    >>> product(csr_array(np.eye(2)), csr_array(np.ones((2, 2)))).toarray().tolist()
    [[1.0, 1.0], [1.0, 1.0]]
    """
    if nearly_full(one) and nearly_full(other):
        full = one.toarray().astype(np.float64) @ other.toarray().astype(np.float64)
        return csr_array(full.astype(np.result_type(one.dtype, other.dtype)))
    both: Matrix = one @ other
    return both
