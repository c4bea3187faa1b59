# SPDX-License-Identifier: MIT
"""The parts of the benchmark of identity; tests/bench/identity runs them."""
