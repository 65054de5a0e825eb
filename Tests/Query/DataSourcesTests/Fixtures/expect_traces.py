"""Writes NAME.expect.json beside each recording of Tempo and Jaeger: what the body says, as lines.

Reads the bodies with Python's own JSON, never with hune. Run it again after a recording was added.
"""
import base64, glob, gzip, json, os

here = os.path.dirname(os.path.abspath(__file__))


def number(x):
    if isinstance(x, bool):
        return "true" if x else "false"
    if isinstance(x, float) and x == int(x) and abs(x) < 2**53:
        return str(int(x))
    if isinstance(x, int):
        return str(x)
    # Python writes 1e+300, Swift too, both the shortest digits.
    return repr(x)


def value(v):
    if "stringValue" in v:
        return v["stringValue"]
    if "intValue" in v:
        return str(v["intValue"])
    if "doubleValue" in v:
        return number(v["doubleValue"])
    if "boolValue" in v:
        return number(v["boolValue"])
    if "arrayValue" in v:
        return "[" + ", ".join(value(x) for x in v["arrayValue"].get("values", [])) + "]"
    return ""


def pairs(attributes):
    return ";".join(f"{a['key']}={value(a['value'])}" for a in attributes)


def hexed(text, digits):
    return (base64.b64decode(text).hex() if text else "").rjust(digits, "0")


def otlp(groups):
    lines = []
    for group in groups:
        resource = group.get("resource", {}).get("attributes", [])
        service = next((value(a["value"]) for a in resource if a["key"] == "service.name"), "")
        for scoped in group["scopeSpans"]:
            scope = scoped.get("scope", {})
            name = " ".join(x for x in [scope.get("name", ""), scope.get("version", "")] if x)
            for s in scoped["spans"]:
                status = s.get("status", {})
                lines.append("|".join([
                    hexed(s["spanId"], 16), hexed(s.get("parentSpanId", ""), 16), s.get("name", ""),
                    service, s["kind"][10:].lower(), s["startTimeUnixNano"], s["endTimeUnixNano"],
                    {"STATUS_CODE_ERROR": "error", "STATUS_CODE_OK": "ok"}.get(status.get("code"), "unset"),
                    status.get("message", ""), name, pairs(s.get("attributes", [])),
                    ",".join(f"{e['timeUnixNano']} {e.get('name', '')} {pairs(e.get('attributes', []))}"
                             for e in s.get("events", [])),
                    ",".join(f"{hexed(l['traceId'], 32)} {hexed(l['spanId'], 16)}" for l in s.get("links", [])),
                ]))
    return once(lines)


def once(lines):
    return list(dict.fromkeys(lines))


def jaeger_span(s, services, trace):
    own, tags = {}, []
    for t in s["tags"]:
        v = t["value"] if isinstance(t["value"], str) else number(t["value"])
        if t["key"] in ("span.kind", "otel.scope.name", "otel.scope.version", "otel.status_description"):
            own[t["key"]] = v
        elif t["key"] == "error":
            own["error"] = "error" if v == "true" else own.get("error", "unset")
        else:
            tags.append(f"{t['key']}={v}")
    refs = s["references"]
    mine = [r for r in refs if r["traceID"] == trace]
    parent = next((r for r in mine if r["refType"] == "CHILD_OF"), mine[0] if mine else None)
    events = []
    for log in s["logs"]:
        fields = [(f["key"], f["value"]) for f in log["fields"]]
        name = next((v for k, v in fields if k == "event"), "")
        events.append(f"{log['timestamp'] * 1000} {name} " + ";".join(f"{k}={v}" for k, v in fields if k != "event"))
    return "|".join([
        s["spanID"], parent["spanID"] if parent else "0" * 16, s["operationName"], services[s["processID"]],
        own.get("span.kind", "unspecified"), str(s["startTime"] * 1000), str((s["startTime"] + s["duration"]) * 1000),
        own.get("error", "unset"), own.get("otel.status_description", ""),
        " ".join(x for x in [own.get("otel.scope.name", ""), own.get("otel.scope.version", "")] if x),
        ";".join(tags), ",".join(events),
        ",".join(f"{r['traceID']} {r['spanID']}" for r in refs if r is not parent),
    ])


def jaeger(trace):
    services = {k: p["serviceName"] for k, p in trace["processes"].items()}
    return once([jaeger_span(s, services, trace["traceID"]) for s in trace["spans"]])


def summary(t):
    stats = t.get("serviceStats")
    sets = t.get("spanSets") or ([t["spanSet"]] if "spanSet" in t else [])
    found = [f"{s['spanID']} {s['startTimeUnixNano']} {s.get('durationNanos', '0')} {s.get('name', '')} {pairs(s.get('attributes', []))}"
             for x in sets for s in x["spans"]]
    return "|".join([
        t["traceID"].rjust(32, "0"), t.get("rootServiceName", ""), t.get("rootTraceName", ""), t["startTimeUnixNano"],
        str(t.get("durationMs", 0)),
        "" if stats is None else f"{sum(s['spanCount'] for s in stats.values())}/{sum(s.get('errorCount', 0) for s in stats.values())}",
        ",".join(found),
    ])


def expected(path, status, body):
    if status != 200:
        return None
    if not body[:1] == b"{" or path.startswith("/v1/traces") or "buildinfo" in path:
        return None
    d = json.loads(body)
    if "/api/search/tags" in path or "/api/v2/search/tags" in path:
        if "tagNames" in d:
            return {"tags": [("." + quoted(n)) for n in d["tagNames"]]}
        return {"tags": [n if s["name"] == "intrinsic" else s["name"] + "." + quoted(n)
                         for s in d["scopes"] for n in s["tags"]]}
    if "/values" in path:
        return {"values": [v if isinstance(v, str) else v["type"][:6] + " " + v["value"] for v in d["tagValues"]]}
    if "/metrics/" in path:
        return {"series": [";".join(sorted(f"{l['key']}={value(l['value'])}" for l in s["labels"])) + "|" +
                           (",".join(f"{p['timestampMs']} {number(p.get('value', 0))}" for p in s["samples"])
                            if "samples" in s else number(s["value"])) for s in d["series"]]}
    if path.endswith("/search"):
        traces = sorted(d["traces"], key=lambda t: (-int(t["startTimeUnixNano"]), t["traceID"].rjust(32, "0")))
        return {"traces": [summary(t) for t in traces]}
    if "/jaeger/" in path:
        if d["data"] and isinstance(d["data"][0], dict):
            return {"whole": [[t["traceID"]] + jaeger(t) for t in d["data"]]}
        return {"whole": []} if "/traces" in path else {"names": d["data"]}
    if "/traces/" in path:
        if "services" in d.get("trace", {}):
            return None
        groups = d.get("batches") or d.get("trace", {}).get("resourceSpans") or []
        return {"whole": [[path.rsplit("/", 1)[1].lower()] + otlp(groups)] if groups else []}
    return None


def quoted(name):
    plain = all(c.isalnum() and c.isascii() or c in "_.-/:" or ord(c) > 127 for c in name)
    return name if plain and name else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


for server in ("tempo", "jaeger"):
    for file in sorted(glob.glob(f"{here}/{server}/*.meta.json")):
        meta = json.load(open(file))
        body = open(f"{here}/{server}/{meta['body_file']}", "rb").read()
        if meta["body_file"].endswith(".gzip"):
            body = gzip.decompress(body)
            open(file.replace(".meta.json", ".plain.json"), "wb").write(body)
        result = expected(meta["path"], meta["status"], body)
        if result is not None:
            json.dump(result, open(file.replace(".meta.json", ".expect.json"), "w"), ensure_ascii=True)
