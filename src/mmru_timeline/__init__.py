"""A chronology that can be questioned: a curated event log, its validator and its printers."""

__version__ = "0.1.0"
