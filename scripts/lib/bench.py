"""Measures a hune binary on a pseudo-terminal of 200x50 against a loopback server.

20 panels of 5 series each; every figure is one that a person at a terminal would feel.
Usage: bench.py HUNE HUNE_BENCH [--json FILE] [--quick] [--only PART,PART]
Parts: start, data, rest, keys, decode, demo, logs, engine (needs --servers FOLDER).
"""

import argparse
import fcntl
import http.client
import http.server
import json
import math
import multiprocessing
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
import urllib.parse

PANELS, SERIES, COLUMNS, ROWS = 20, 5, 200, 50


class Prometheus(http.server.BaseHTTPRequestHandler):
    """Answers range queries with five sine waves, or with 30 MB where the expression says so."""

    protocol_version = "HTTP/1.1"
    big = None
    # When the last answer went out, on the clock that all processes share.
    answered_at = multiprocessing.Value("d", 0.0)

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.reply({"status": "success", "data": {"version": "2.42.0"}})

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        form = urllib.parse.parse_qs(self.rfile.read(length).decode())
        query = form.get("query", [""])[0]
        if "big" in query:
            return self.send(self.big)
        start, end, step = (float(form[name][0]) for name in ("start", "end", "step"))
        count = int((end - start) / step) + 1
        result = []
        for series in range(SERIES):
            values = [
                [start + i * step, "%.3f" % (50 + 40 * math.sin((start + i * step) / 600 + series))]
                for i in range(count)
            ]
            result.append({"metric": {"series": "s%d" % series}, "values": values})
        self.reply({"status": "success", "data": {"resultType": "matrix", "result": result}})

    def reply(self, value):
        self.send(json.dumps(value).encode())

    def send(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.answered_at.value = time.monotonic()


class Server(http.server.ThreadingHTTPServer):
    """Says nothing of those who go away before they have their answer."""

    def handle_error(self, *_):
        pass


def big_answer():
    values = ",".join('[%d.000,"%.6f"]' % (1795219154 + i * 15, i * 1.37) for i in range(4000))
    series = '{"metric":{"series":"%d"},"values":[' + values + "]}"
    count = 30_000_000 // len(series) + 1
    result = ",".join(series % i for i in range(count))
    return ('{"status":"success","data":{"resultType":"matrix","result":[%s]}}' % result).encode()


def layout(folder, expression):
    panels = [
        {
            "id": i + 1,
            "title": "Panel %d" % (i + 1),
            "type": "timeseries",
            "gridPos": {"x": (i % 4) * 6, "y": (i // 4) * 8, "w": 6, "h": 8},
            "targets": [{"refId": "A", "expr": expression % i, "legendFormat": "{{series}}"}],
        }
        for i in range(PANELS)
    ]
    os.makedirs(folder + "/ofm", exist_ok=True)
    with open(folder + "/ofm/ofm-social-overview.json", "w") as file:
        json.dump({"title": "Bench", "panels": panels, "time": {"from": "now-1h", "to": "now"}}, file)
    return folder


class Program:
    """hune on a pseudo-terminal; `read` returns what it wrote within a time."""

    def __init__(self, *arguments):
        self.started = time.monotonic()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            environment = dict(os.environ, TERM="xterm-256color", LANG="C.UTF-8", LC_ALL="C.UTF-8")
            environment.pop("COLORTERM", None)
            os.execve(arguments[0], list(arguments), environment)
        self.bytes = 0
        self.last = 0.0

    def read(self, seconds):
        ready, _, _ = select.select([self.terminal], [], [], max(0, seconds))
        if not ready:
            return b""
        try:
            data = os.read(self.terminal, 1 << 16)
        except OSError:
            return b""
        self.bytes += len(data)
        self.last = time.monotonic()
        return data

    def read_until(self, text, seconds, seen=b""):
        """The time at which the text had come, or None."""
        end = time.monotonic() + seconds
        if text in seen:
            return self.last
        while time.monotonic() < end:
            seen += self.read(end - time.monotonic())
            if text in seen:
                return time.monotonic()
        return None

    def drain(self, quiet):
        """Reads until nothing has come for a while."""
        while self.read(quiet):
            pass

    def press(self, key):
        os.write(self.terminal, key)

    def ticks(self):
        fields = open("/proc/%d/stat" % self.pid).read().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident(self):
        for line in open("/proc/%d/status" % self.pid):
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
        return float("nan")

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        end = time.monotonic() + 5
        while time.monotonic() < end:
            self.read(0.05)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
        os.close(self.terminal)


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


class Bench:
    """The measurements, each a method that returns figures: name to value and aim."""

    def __init__(self, binary, program, quick, servers):
        self.binary, self.program, self.quick = binary, program, quick
        self.servers = servers
        Prometheus.big = big_answer()
        # A process of its own: here it would hold up the clock of those who measure.
        server = Server(("127.0.0.1", 0), Prometheus)
        self.server = multiprocessing.Process(target=server.serve_forever, daemon=True)
        self.server.start()
        self.url = "http://127.0.0.1:%d" % server.server_address[1]
        self.folder = tempfile.mkdtemp()
        self.small = layout(self.folder + "/small", 'bench{panel="%d"}')
        self.large = layout(self.folder + "/large", 'bench_big{panel="%d"}')

    def close(self):
        self.server.terminate()
        self.server.join()
        shutil.rmtree(self.folder)

    def hune(self, layouts, url=None):
        return Program(self.binary, "--prometheus", url or self.url, "--layouts", layouts)

    def start(self):
        first, paint = [], []
        for _ in range(20):
            program = self.hune(self.small, "http://127.0.0.1:9")
            seen = program.read(5)
            first.append((program.last - program.started) * 1000)
            painted = program.read_until(b"Panel 20", 5, seen)
            paint.append((painted - program.started) * 1000)
            program.end()
        return {
            "exec to first byte, ms": (statistics.median(first), 10),
            "first paint, servers down, ms": (statistics.median(paint), 50),
        }

    def data(self):
        after = []
        for _ in range(10):
            program = self.hune(self.small)
            program.drain(0.7)
            after.append((program.last - Prometheus.answered_at.value) * 1000)
            program.end()
        return {"data on screen after the last answer, ms": (statistics.median(after), 50)}

    def rest(self):
        program = self.hune(self.small)
        program.drain(1)
        seconds = 60 if self.quick else 300
        began, ticks, program.bytes = time.monotonic(), program.ticks(), 0
        while time.monotonic() - began < seconds:
            program.read(1)
        figures = {
            "CPU, %": ((program.ticks() - ticks) / seconds * 100, 0.3),
            "bytes per second to the terminal": (program.bytes / seconds, 500),
            "resident, MB": (program.resident(), 20),
        }
        program.end()
        return figures

    def keys(self):
        """Keys from the first paint until every panel has its 30 MB, and a second longer."""
        delays = []
        for _ in range(1 if self.quick else 3):
            program = self.hune(self.large)
            program.read_until(b"Panel 20", 5)
            program.drain(0.05)
            end, focus = time.monotonic() + 6, 1
            while time.monotonic() < end:
                while program.read(0):
                    pass
                # Answers are drawn too: the frame of a key is the one with the next title in it.
                focus = focus % PANELS + 1
                pressed = time.monotonic()
                program.press(b"\t")
                drawn = program.read_until(b"Panel %d" % focus, 2)
                if drawn is None:
                    raise SystemExit("the focus does not come to panel %d" % focus)
                delays.append((drawn - pressed) * 1000)
                time.sleep(0.02)
            program.end()
        name = "key to frame while 30 MB are decoded, %s ms"
        return {
            name % "p99": (percentile(delays, 0.99), 10),
            name % "most": (max(delays), 10),
            name % "median": (statistics.median(delays), 10),
        }

    def decode(self):
        output = subprocess.run([self.program], capture_output=True, text=True, check=True).stdout
        rows = [line.split("\t") for line in output.splitlines()]
        figures = {name: (float(value), float(aim)) for name, value, aim in rows}
        figures["binary, MB"] = (os.path.getsize(self.binary) / 1e6, 26)
        return figures


    def demo(self):
        """`hune demo` from its start to its first frame with data, and what it costs after."""
        program = Program(self.binary, "demo", "--at", "2026-11-20T16:00:00Z")
        painted = program.read_until(b"Publish Latency", 5) - program.started
        data = program.read_until(b"temporal-worker", 5) - program.started
        program.drain(1)
        seconds, most, resident = (65 if self.quick else 185), 0, 0
        ticks = [program.ticks()]
        for _ in range(seconds * 2):
            program.drain(0.5)
            ticks.append(program.ticks())
            resident = max(resident, program.resident())
            if len(ticks) > 10:
                most = max(most, (ticks[-1] - ticks[-11]) / 5 * 100)
        program.end()
        return {
            "demo, first paint, ms": (painted * 1000, 50),
            "demo, data on screen, ms": (data * 1000, 1000),
            "demo, most CPU over 5 s, %": (most, 3),
            "demo, resident, MB": (resident, 60),
        }

    def logs(self):
        """A reply of lines decoded, 20,000 lines a second followed, 100,000 scrolled."""
        command = [self.program, "logs"] + (["quick"] if self.quick else [])
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        rows = [line.split("\t") for line in output.splitlines()]
        return {name: (float(value), float(aim)) for name, value, aim in rows}

    def engine(self):
        """The queries of the shipped views: the engine inside, and Prometheus over HTTP."""
        if not self.servers:
            raise SystemExit("no Debian Prometheus to compare with: run scripts/bench")
        root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        end = 1795226400 - 60
        history = self.folder + "/history.om"
        with open(history, "wb") as file:
            command = [self.binary, "world", "--openmetrics", "--step", "15s", "--label", "job=ofm"]
            span = ["--from", str((end - 7080) * 1000), "--to", str(end * 1000)]
            subprocess.run(command + span, stdout=file, check=True)
        forms = self.folder + "/forms"
        queries = shipped_queries(root + "/layouts/ofm")
        with open(forms, "w") as file:
            for query in queries:
                form = {"query": query, "start": end - 3600, "end": end, "step": 15}
                file.write(urllib.parse.urlencode(form) + "\n")
        with RealPrometheus(self.servers, history, self.folder) as server:
            theirs = [server.median(line.encode()) for line in open(forms).read().splitlines()]
        output = subprocess.run(
            [self.program, history, forms], capture_output=True, text=True, check=True
        ).stdout.split()
        ours, size = [float(text) for text in output[:-1]], float(output[-1])
        print("median ms: engine, Prometheus over HTTP", file=sys.stderr)
        for query, mine, other in zip(queries, ours, theirs):
            print("%8.2f %8.2f  %s" % (mine, other, query), file=sys.stderr)
        return {
            "engine, the views' queries, median ms": (
                statistics.median(ours),
                statistics.median(theirs),
            ),
            "engine, queries slower than Prometheus": (
                sum(mine > other for mine, other in zip(ours, theirs)),
                0,
            ),
            "engine, the world's history, bytes a sample": (size, 4),
        }


class RealPrometheus:
    """Debian's Prometheus over a file of OpenMetrics, on a free port; ended by its number."""

    def __init__(self, servers, history, folder):
        data = folder + "/prometheus"
        promtool = [servers + "/promtool", "tsdb", "create-blocks-from", "--quiet", "openmetrics"]
        subprocess.run(promtool + [history, data], check=True, stdout=subprocess.DEVNULL)
        with open(folder + "/prometheus.yml", "w") as file:
            file.write("global: {}\n")
        self.log = folder + "/prometheus.log"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [
                    servers + "/prometheus",
                    "--config.file=" + folder + "/prometheus.yml",
                    "--storage.tsdb.path=" + data,
                    "--storage.tsdb.retention.time=100y",
                    "--web.listen-address=127.0.0.1:0",
                ],
                stderr=log,
            )

    def __enter__(self):
        for _ in range(300):
            log = open(self.log).read()
            if "Server is ready to receive" in log:
                address = log.split('msg="Listening on" address=')[1].split()[0]
                self.connection = http.client.HTTPConnection(address)
                return self
            time.sleep(0.1)
        self.__exit__()
        raise SystemExit("Prometheus did not start: " + log[-300:])

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def median(self, form):
        times = []
        for _ in range(9):
            began = time.monotonic()
            headers = {"Content-Type": "application/x-www-form-urlencoded"}
            self.connection.request("POST", "/api/v1/query_range", form, headers)
            response = self.connection.getresponse()
            body = response.read()
            times.append((time.monotonic() - began) * 1000)
            if response.status != 200:
                raise SystemExit(body.decode())
        return statistics.median(times)


def shipped_queries(folder):
    found = set()

    def walk(value):
        if isinstance(value, list):
            for one in value:
                walk(one)
        elif isinstance(value, dict):
            if isinstance(value.get("expr"), str) and "|" not in value["expr"].split("{")[0]:
                found.add(value["expr"])
            for one in value.values():
                walk(one)

    for name in sorted(os.listdir(folder)):
        if name.endswith(".json"):
            walk(json.load(open(folder + "/" + name)))
    logs = [query for query in found if query.startswith("{")]
    filled = [q.replace("$__rate_interval", "1m") for q in found if q not in logs]
    return sorted(re.sub(r"\$\w+", ".+", query) for query in filled)


PARTS = ["start", "data", "rest", "keys", "decode", "demo", "engine", "logs"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("bench")
    parser.add_argument("--json")
    parser.add_argument("--servers", help="the folder of Debian's prometheus and promtool")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", default=",".join(PARTS))
    options = parser.parse_args()
    parts = options.only.split(",")
    for part in parts:
        if part not in PARTS:
            parser.error("--only %s: there are %s" % (part, ", ".join(PARTS)))
    bench = Bench(options.binary, options.bench, options.quick, options.servers)
    figures = {}
    try:
        for part in parts:
            # As they come: what fails later takes nothing away.
            for name, (value, aim) in getattr(bench, part)().items():
                print("%-52s  %10.2f  (aim %g)" % (name, value, aim), flush=True)
                figures[name] = (value, aim)
    finally:
        bench.close()
    if options.json:
        with open(options.json, "w") as file:
            json.dump({n: {"value": v, "aim": a} for n, (v, a) in figures.items()}, file, indent=1)


if __name__ == "__main__":
    sys.exit(main())
