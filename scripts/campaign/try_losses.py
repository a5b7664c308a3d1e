"""Runs campaigns that lose something on the way, for scripts/try-campaign.

  try_losses.py node RUN…       two nodes, one killed while a part runs there
  try_losses.py driver RUN…     the campaign itself killed, and started again

RUN… is the command of the campaign. Its status is 0 if the loss hit and the campaign came to its end.
"""

import os
import re
import signal
import subprocess
import sys
import time

DEADLINE_SECONDS = 150


def processes():
    """Of each process of this machine its parent and its command line."""
    found = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="utf-8") as file:
                parent = int(file.read().rpartition(")")[2].split()[1])
            with open(f"/proc/{name}/cmdline", encoding="utf-8") as file:
                found[int(name)] = (parent, file.read().split("\0"))
        except (OSError, ValueError):
            continue
    return found


def running_part(root):
    """The process and the seeds of a part that runs below a process; None if there is none."""
    found = processes()
    for number, (parent, command) in found.items():
        if command[1:2] != ["fuzz"] or "--coverage-out" not in command:
            continue
        while parent not in (0, 1, root) and parent in found:
            parent = found[parent][0]
        if parent == root:
            return number, command[command.index("--seeds") + 1]
    return None


class Run:
    """A campaign that was started, and what it printed so far."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.lines = []
        self.end = time.monotonic() + DEADLINE_SECONDS

    def until_parts(self, count):
        """Reads until so many parts are done, or it ends."""
        while sum(line.startswith("seeds ") for line in self.lines) < count and self.read():
            pass

    def read(self):
        """One more line."""
        if time.monotonic() > self.end:
            self.process.kill()
            sys.exit("try_losses: the campaign takes too long")
        line = self.process.stdout.readline()
        if line:
            self.lines.append(line)
            # Ray's own lines about a lost node are many.
            if line.startswith(("seeds ", "FOUND ")) or " parts are done" in line or " worlds, " in line:
                print("  " + line, end="", flush=True)
        return line != ""

    def status(self):
        """Reads all that is left, and waits for the end."""
        while self.read():
            pass
        return self.process.wait()


def lose_node(command):
    """A cluster of two nodes of which one is killed with a part running on it."""
    from ray.cluster_utils import Cluster

    limits = {"num_cpus": 1, "object_store_memory": 80_000_000}
    cluster = Cluster(initialize_head=True, head_node_args={**limits, "include_dashboard": False})
    node = cluster.add_node(**limits)
    cluster.wait_for_nodes()
    raylet = node.all_processes["raylet"][0].process.pid
    run = Run([*command, "--address", cluster.address])
    run.until_parts(3)
    lost = None
    while lost is None and run.process.poll() is None and time.monotonic() < run.end:
        lost = running_part(raylet)
    if lost is None:
        sys.exit("try_losses: no part ran on the second node")
    cluster.remove_node(node, allow_graceful=False)
    print(f"  killed node {node.node_id[:8]} while it ran seeds {lost[1]}", flush=True)
    status = run.status()
    cluster.shutdown()
    first = lost[1].replace("..", r"\.\.")
    ran = [line for line in run.lines if re.match(f"seeds {first}  ", line)]
    if len(ran) != 1 or node.node_id[:8] in ran[0]:
        sys.exit(f"try_losses: the lost part was not run again elsewhere: {ran}")
    return status


def lose_driver(command):
    """A campaign on this machine that ends in the middle without a chance to tidy, and goes on."""
    run = Run(command)
    run.until_parts(6)
    os.kill(run.process.pid, signal.SIGKILL)
    run.process.wait()
    print(f"  killed the campaign after {len([x for x in run.lines if x.startswith('seeds')])} parts")
    folder = command[command.index("--folder") + 1]
    # Half a part, as an end in the middle of its writing leaves it.
    half = os.path.join(folder, "parts", "2048.part", "findings", "half-000000")
    os.makedirs(half, exist_ok=True)
    with open(os.path.join(half, "finding.json"), "w", encoding="utf-8") as file:
        file.write('{"id":')
    done = sum(name.isdigit() for name in os.listdir(os.path.join(folder, "parts")))
    again = Run(command)
    status = again.status()
    if again.lines[0] != f"{done} of 16 parts are done\n" or not 6 <= done < 16:
        sys.exit(f"try_losses: {done} parts were done, the campaign says: {again.lines[0]}")
    ran = sum(line.startswith("seeds ") for line in again.lines)
    if ran != 16 - done:
        sys.exit(f"try_losses: {ran} parts ran after {done} were done")
    return status


def main():
    """1 is the campaign's status for findings, and what is wanted."""
    status = {"node": lose_node, "driver": lose_driver}[sys.argv[1]](sys.argv[2:])
    if status != 1:
        sys.exit(f"try_losses: the campaign ended with status {status}")


if __name__ == "__main__":
    main()
