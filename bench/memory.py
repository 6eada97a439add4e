"""The peak of this process's own memory."""

import resource
import sys
from pathlib import Path

GIB_IN_KIB = 1_048_576


def peak() -> float:
    """Return the highest resident memory of this process so far, in GB.

    On Linux from VmHWM: `ru_maxrss` starts at what the parent had when it made the process.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / GIB_IN_KIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (GIB_IN_KIB * (1024 if sys.platform == "darwin" else 1))
