"""Times uncached reads by hvac.

Usage: latency.py ADDRESS COUNT
"""

import sys
import time

import hvac

address, count = sys.argv[1], int(sys.argv[2])
client = hvac.Client(url=address, token="root")
times = []
for _ in range(count):
    start = time.perf_counter()
    client.secrets.kv.v2.read_secret_version("twilio", raise_on_deleted_version=True)
    times.append(time.perf_counter() - start)
times.sort()
print(f"{times[count // 2] * 1e6:.0f} {times[count * 9 // 10] * 1e6:.0f}")
