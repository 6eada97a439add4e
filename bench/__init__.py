"""Benchmarks against peers on the same data, all run by `make bench`."""
