"""ONNX Runtime, which tells nobody about it: from 1.31 on it sends usage to its maker unless it is told not to."""

from __future__ import annotations

import os

# Read while the library is loaded: later it has made a file with a device's number and begun to collect.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime

__all__ = ["onnxruntime"]
