#!/usr/bin/env python3
"""Writes what hune must make of each recorded reply, from the body alone.

For NAME.meta.json and its body, NAME.frames.json is written beside them, and NAME.plain.json for a
body that came compressed. Run it in this folder after a recording was added; it must never ask hune.
"""
import decimal, gzip, json, pathlib, re, urllib.parse

HISTOGRAM = ["warning", "a native histogram, which is not shown yet"]


def series_text(metric):
    def quoted(value):
        return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")

    name = metric.get("__name__", "")
    others = sorted((k, v) for k, v in metric.items() if k != "__name__")
    if not others:
        return name or "{}"
    return name + "{" + ", ".join(f'{k}="{quoted(v)}"' for k, v in others) + "}"


def frame(metric, samples, expression, notices=(), strings=False):
    name = series_text(metric)
    return {
        "name": expression if name == "{}" else name,
        "labels": sorted(metric.items()),
        "times": [int(decimal.Decimal(time) * 1_000_000_000) for time, _ in samples],
        "values": [v if strings else repr(float(v)) for _, v in samples],
        "notices": list(notices),
    }


def frames(data, expression):
    kind, result = data["resultType"], data["result"]
    if kind in ("scalar", "string"):
        return [frame({}, [result], expression, strings=kind == "string")]
    return [
        frame(
            series["metric"],
            series.get("values", [series["value"]] if "value" in series else []),
            expression,
            [HISTOGRAM] if "histogram" in series or "histograms" in series else [],
        )
        for series in result
    ]


def refusal(status, body, kind):
    try:
        envelope = json.loads(body)
    except ValueError:
        envelope = None
    if envelope:
        code = "timedOut" if envelope["errorType"] == "timeout" else "rejected"
        return {"code": code, "detail": envelope["error"]}
    code = "unreachable" if status in (502, 503) else "malformedResponse" if status < 400 else "rejected"
    if kind.startswith("text/html"):
        return {"code": code, "detail": f"HTTP {status} text/html"}
    return {"code": code, "detail": f"HTTP {status}: {body.decode().splitlines()[0]}"}


def expected(meta, body):
    path, status = meta["path"], meta["status"]
    kind = next((v for k, v in meta["headers"] if k.lower() == "content-type"), "")
    if status >= 300:
        return {"error": refusal(status, body, kind)}
    if not body.startswith(b"{"):
        return None
    reply = json.loads(body, parse_float=decimal.Decimal, parse_int=decimal.Decimal)
    notices = [["warning", text] for text in reply.get("warnings", [])]
    if re.search("/api/v1/query(_range)?$", path):
        form = dict(urllib.parse.parse_qsl(meta["request_body"] or "")) | dict(meta["query"] or {})
        return {"frames": frames(reply["data"], form["query"]), "notices": notices}
    if re.search("/api/v1/(labels|label/[^/]+/values)$", path):
        return {"strings": reply["data"], "notices": notices}
    if path.endswith("/api/v1/series"):
        return {"labelSets": [sorted(labels.items()) for labels in reply["data"]], "notices": notices}
    if path.endswith("/api/v1/status/buildinfo"):
        return {"version": reply["data"].get("version", "")}
    return None


def loki_lines(result, forward):
    lines = []
    for stream in result:
        for time, text, *rest in stream["values"]:
            rest = rest[0] if rest else {}
            lines.append({
                "time": int(time),
                "text": text,
                "stream": sorted(stream["stream"].items()),
                "metadata": sorted(rest.get("structuredMetadata", {}).items()),
                "parsed": sorted(rest.get("parsed", {}).items()),
            })
    if not forward:
        lines.reverse()
    return sorted(lines, key=lambda line: line["time"])


def loki_refusal(status, body, kind):
    text = body.decode()
    if text.startswith("{"):
        return {"code": "rejected", "detail": json.loads(text)["error"]}
    if status >= 500 and "larger than max" in text:
        code = "tooLarge"
    else:
        code = {401: "unauthorised", 502: "unreachable", 503: "unreachable"}.get(status, "rejected" if status < 500 else "failed")
    if status in (404, 405) or not text.strip():
        line = (text.splitlines() or [""])[0]
        return {"code": code, "detail": f"HTTP {status}: {line}" if line else f"HTTP {status} without a word"}
    return {"code": code, "detail": text.strip()}


def loki(meta, body):
    path, status = meta["path"], meta["status"]
    kind = next((v for k, v in meta["headers"] if k.lower() == "content-type"), "")
    if status >= 300:
        return {"error": loki_refusal(status, body, kind)}
    if kind.endswith("protobuf"):
        detail = "not JSON at byte 1: byte 0x0 where an object should be"
        return {"error": {"code": "malformedResponse", "detail": detail}}
    if not body.startswith(b"{"):
        return None
    reply = json.loads(body, parse_float=decimal.Decimal, parse_int=decimal.Decimal)
    form = dict(urllib.parse.parse_qsl(meta["request_body"] or "")) | dict(meta["query"] or {})
    if re.search("/(query(_range)?|index/volume(_range)?)$", path):
        data = reply["data"]
        if data["resultType"] == "streams":
            lines = loki_lines(data["result"], form.get("direction") == "forward")
            limit = int(form.get("limit", 100))
            notices = []
            if len(lines) >= limit:
                end = "oldest" if form.get("direction") == "forward" else "newest"
                notices = [["info", f"the {end} {limit} lines only"]]
            return {"lines": lines, "notices": notices}
        made = frames(data, form["query"])
        if data["resultType"] == "scalar":
            made[0]["times"] = [int(data["result"][0]) * 1_000_000]
        return {"frames": made, "notices": []}
    if re.search("/(labels|label/[^/]+/values)$", path):
        return {"strings": reply.get("data", [])}
    if path.endswith("/series"):
        return {"labelSets": [sorted(labels.items()) for labels in reply["data"]]}
    if path.endswith("/buildinfo"):
        return {"version": reply["version"]}
    if path.endswith("/index/stats"):
        return {"stats": [int(reply[key]) for key in ("streams", "chunks", "bytes", "entries")]}
    return None


def compact(value):
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A line for each frame, so that a difference can be read.
    return text.replace('},{"name"', '},\n{"name"').replace('[{"name"', '[\n{"name"').replace('},{"time"', '},\n{"time"') + "\n"


here = pathlib.Path(__file__).parent
for path in sorted(here.glob("*/*.meta.json")):
    meta = json.loads(path.read_text())
    body = (path.parent / meta["body_file"]).read_bytes()
    name = path.name.removesuffix(".meta.json")
    if meta["body_file"].endswith(".gzip"):
        body = gzip.decompress(body)
        (path.parent / f"{name}.plain.json").write_bytes(body)
    value = loki(meta, body) if path.parent.name == "loki" else expected(meta, body)
    if value is not None:
        (path.parent / f"{name}.frames.json").write_text(compact(value))
