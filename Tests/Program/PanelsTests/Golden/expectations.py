"""What panels of real dashboards show, by the rules of Grafana, worked out apart from hune.

Run by hand:  python3 expectations.py FOLDER_OF_DASHBOARDS > ../Fixtures/golden.json

It chooses panels, makes up an answer for each of their targets, and writes what Grafana would
display. No text of the dashboards is written: panels are named by the start of their file's
SHA-256 and their id, and texts that come from a file (names, mappings, custom units) by the start
of their own SHA-256.
"""

import glob
import hashlib
import json
import math
import os
import re
import sys

import frames as F
import units

KINDS = {"stat", "gauge", "bargauge", "table", "timeseries", "graph", "singlestat"}
TRANSFORMATIONS = set(F.TRANSFORMATIONS)


def sha(text):
    return hashlib.sha256(text if isinstance(text, bytes) else text.encode()).hexdigest()


class Shown(str):
    """A displayed text; `foreign` where words of the file are in it."""

    foreign = False


def shown(text, foreign=False):
    result = Shown(text)
    result.foreign = foreign
    return result


def panels(model):
    for row in model.get("rows") or []:
        yield from row.get("panels") or []
    for panel in model.get("panels") or []:
        yield panel
        if panel.get("type") == "row":
            yield from panel.get("panels") or []


# Field config


def lenient(value):
    try:
        return float(value) if not isinstance(value, bool) and value not in (None, "") else None
    except (TypeError, ValueError):
        return None


def config(panel):
    """Defaults and overrides [(matcher, properties)] in the present form."""
    kind = panel["type"]
    if kind == "graph":
        return graph_config(panel)
    if kind == "singlestat":
        return singlestat_config(panel)
    source = panel.get("fieldConfig") or (panel.get("options") or {}).get("fieldOptions") or {}
    defaults = dict(source.get("defaults") or {})
    defaults.update({"custom." + k: v for k, v in (defaults.pop("custom", None) or {}).items()})
    if "title" in defaults:
        defaults["displayName"] = defaults.pop("title")
    overrides = [
        (o["matcher"], {p["id"]: p.get("value") for p in o.get("properties") or []})
        for o in source.get("overrides") or []
    ]
    return defaults, overrides


def graph_config(panel):
    def axis(a):
        return {"unit": a.get("format"), "decimals": lenient(a.get("decimals"))}

    axes = panel.get("yaxes") or [{}, {}]
    overrides = []
    for o in panel.get("seriesOverrides") or []:
        alias = o.get("alias")
        if not alias:
            continue
        properties = {}
        if o.get("yaxis") == 2:
            properties.update(axis(axes[1]))
        if o.get("hiddenSeries"):
            properties["custom.hideFrom"] = {"viz": True}
        matcher = "byRegexp" if alias.startswith("/") else "byName"
        overrides.append(({"id": matcher, "options": alias}, properties))
    return axis(axes[0]), overrides


def singlestat_config(panel):
    kind = panel.get("mappingType") or 0
    mappings = [] if kind == 2 else [
        {"type": 1, "value": m.get("value"), "text": m.get("text")}
        for m in panel.get("valueMaps") or []]
    mappings += [] if kind == 1 else [
        {"type": 2, "from": m.get("from"), "to": m.get("to"), "text": m.get("text")}
        for m in panel.get("rangeMaps") or []]
    return {
        "unit": panel.get("format"), "decimals": panel.get("decimals"), "mappings": mappings,
        "noValue": panel.get("nullText"), "prefix": panel.get("prefix"),
        "postfix": panel.get("postfix"), "nulls": panel.get("nullPointMode"),
    }, []


def matches(matcher, field, name, frame):
    kind, options = matcher.get("id"), matcher.get("options")
    if kind == "byName":
        return options in (name, field.name)
    if kind == "byRegexp":
        return F.search(options, name)
    if kind == "byNames":
        found = name in options["names"] or field.name in options["names"]
        return found != (options.get("mode") == "exclude")
    if kind == "byType":
        return field.kind == options
    if kind == "byFrameRefID":
        return frame.ref == options
    if kind == "byValue":
        value = F.reduce(field, options["reducer"])
        if options["reducer"] in ("allIsZero", "allIsNull"):
            return bool(value)
        limit = options.get("value", 0)
        return value is not None and {
            "gt": value > limit, "gte": value >= limit, "lt": value < limit,
            "lte": value <= limit, "eq": value == limit, "neq": value != limit,
        }[options.get("op", "eq")]
    raise F.Unsupported(f"matcher {kind}")


def fill(template, field, plain):
    def value(found):
        path = found.group(1)
        if path == "__field.name":
            return field.name
        if path in ("__field.displayName", "__series.name"):
            return plain
        label = re.match(r"__field\.labels\.(.+)$|__field\.labels\[\"?([^\"\]]+)\"?\]$", path)
        if label:
            return field.labels.get(label.group(1) or label.group(2), "")
        return found.group(0)

    return re.sub(r"\$\{(__[^}]+)\}", value, template)


def resolved(frames, defaults, overrides):
    """[(frame, [(field, display name, config)])]."""
    out = []
    for frame in frames:
        fields = []
        for field in frame.fields:
            plain = F.display_name(field, frame, frames)
            own = dict(defaults)
            if field.kind == "time" or field.given:
                own["displayName"] = None
            name = fill(own["displayName"], field, plain) if own.get("displayName") else plain
            for matcher, properties in overrides:
                if matches(matcher, field, name, frame):
                    own.update(properties)
                    if properties.get("displayName"):
                        name = fill(properties["displayName"], field, plain)
            fields.append((field, name, own))
        out.append((frame, fields))
    return out


# Values to text


def mapped(value, mappings):
    """The result of the first mapping that matches."""
    text = F.plain(value)
    for m in mappings or []:
        kind, options = m.get("type"), m.get("options") or {}
        if kind == "value":
            for key, result in options.items():
                if value is not None and (
                    lenient(key) == value if isinstance(value, float) else key == text):
                    return result
        elif kind == "range" or kind in (2, "2"):
            source = options if kind == "range" else m
            low, high = lenient(source.get("from")), lenient(source.get("to"))
            if kind != "range" and source.get("from") == "null" == source.get("to"):
                if value is None:
                    return m
                continue
            number = lenient(value)
            if number is not None and not math.isnan(number) and (
                low is None or number >= low) and (high is None or number <= high):
                return options["result"] if kind == "range" else m
        elif kind == "regex":
            if isinstance(value, str) and F.search(options["pattern"], value):
                result = dict(options["result"])
                if result.get("text"):
                    result["text"] = F.replace(options["pattern"], value, result["text"])
                return result
        elif kind == "special":
            match = options.get("match")
            is_nan = isinstance(value, float) and math.isnan(value)
            if (match == "null" and value is None) or (match == "nan" and is_nan) or (
                match == "null+nan" and (value is None or is_nan)) or (
                match == "empty" and value == "") or (
                match in ("true", "false") and text == match):
                return options.get("result") or {}
        elif kind in (1, "1"):
            if m.get("value") == "null":
                if value is None:
                    return m
            elif value is not None and (
                lenient(m.get("value")) == value
                if isinstance(value, float) else m.get("value") == text):
                return m
    return None


def display(value, own, kind="number"):
    result = mapped(value, own.get("mappings"))
    if result is not None and result.get("text"):
        return shown(str(result["text"]), True)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        text = own.get("noValue")
        return shown("" if text is None or text is False else str(text), text is not None)
    if isinstance(value, str):
        return shown(value) if value else shown(own.get("noValue") or "", True)
    unit, decimals = own.get("unit"), lenient(own.get("decimals"))
    if kind == "time" and not (unit or "").startswith(("dateTime", "time:")):
        unit = "dateTimeAsIso"
    if math.isinf(value):
        text = "∞" if value > 0 else "-∞"
    else:
        text = units.text(value, unit, None if decimals is None else int(decimals))
        if text is None:
            raise F.Unsupported(f"unit {unit}")
    prefix, postfix = own.get("prefix") or "", own.get("postfix") or ""
    return shown(
        prefix + text + postfix, bool(prefix or postfix) or units.is_foreign(unit))


# Panels


def hidden(own):
    return (own.get("custom.hideFrom") or {}).get("viz") or own.get("custom.hideFrom.viz") or (
        own.get("custom.hidden"))


def shows(panel, frames):
    """The names and the texts of a panel."""
    defaults, overrides = config(panel)
    frames = F.transform(frames, panel.get("transformations") or [])
    result = resolved(frames, defaults, overrides)
    if panel["type"] in ("timeseries", "graph"):
        series = [
            (name, display(F.reduce(field, "lastNotNull"), own))
            for frame, fields in result if any(f.kind == "time" for f, _, _ in fields)
            for field, name, own in fields
            if field.kind == "number" and field.values and not hidden(own)]
        return [n for n, _ in series], [v for _, v in series]
    if panel["type"] == "table":
        return table(panel, result)
    return reduced(panel, result)


def reduced(panel, result):
    options = (panel.get("options") or {}).get("reduceOptions") or (
        panel.get("options") or {}).get("fieldOptions") or {}
    calcs = options.get("calcs") or ["lastNotNull"]
    if panel["type"] == "singlestat":
        name = panel.get("valueName") or "avg"
        calcs = [{"current": "lastNotNull", "avg": "mean", "total": "sum",
                  "name": "lastNotNull"}.get(name, name)]
    chosen = options.get("fields") or ""
    names, values = [], []
    for frame, fields in result:
        for field, name, own in fields:
            if hidden(own):
                continue
            if chosen:
                if not (F.search(chosen, name) or name == chosen):
                    continue
            elif field.kind != "number":
                continue
            if options.get("values"):
                raise F.Unsupported("values")
            for calc in calcs:
                value = F.reduce(field, calc, own.get("nulls"))
                names.append(f"{calc} {name}" if len(calcs) > 1 else name)
                values.append(display(value, own, field.kind))
    return names, values


def table(panel, result):
    if len(result) != 1:
        raise F.Unsupported("several tables")
    frame, fields = result[0]
    if panel.get("styles"):
        raise F.Unsupported("styles")
    columns = [c for c in fields if not hidden(c[2])]
    rows = list(range(frame.rows))
    sort = ((panel.get("options") or {}).get("sortBy") or [{}])[0]
    for field, name, own in columns:
        if sort.get("displayName") in (name, field.name) and sort.get("displayName"):
            rows = F.order(field, rows, bool(sort.get("desc")))
            break
    names = [name for _, name, _ in columns]
    if len(fields) == 1:
        raise F.Unsupported("a table of one column")
    return names, [
        display(field.values[row], own, field.kind) for row in rows for field, _, own in columns]


# The file


def entry(text):
    return "sha256:" + sha(text)[:12] if text.foreign else str(text)


def expectation(key, panel):
    if panel.get("type") not in KINDS or not isinstance(panel.get("id"), int):
        raise F.Unsupported("kind")
    targets = [t for t in panel.get("targets") or [] if t.get("expr", "").strip()]
    if not targets or any(t.get("format") == "heatmap" for t in targets):
        raise F.Unsupported("targets")
    steps = [t for t in panel.get("transformations") or [] if not t.get("disabled")]
    if any(t.get("id") not in TRANSFORMATIONS or t.get("filter") for t in steps):
        raise F.Unsupported("transformation")
    if panel["type"] == "table" and any(t.get("format") != "table" for t in targets):
        raise F.Unsupported("series as a table")
    answers, frames = F.answers(f"{key}/{panel['id']}", targets)
    names, values = shows(panel, frames)
    if not values or len(values) > 80:
        raise F.Unsupported("size")
    return {
        "file": key, "id": panel["id"], "type": panel["type"],
        "answers": {ref: body for ref, body in answers.items()},
        "names": [sha(n)[:12] for n in names], "values": [entry(v) for v in values],
    }


def features(panel):
    """What a panel has that others may not: the more of it is new, the sooner it is chosen."""
    defaults, overrides = config(panel)
    found = {"kind " + panel["type"], "unit " + str(defaults.get("unit"))}
    for matcher, properties in overrides:
        found.add("matcher " + matcher.get("id", ""))
        found |= {"property " + p for p in properties}
        if "unit" in properties:
            found.add("unit " + str(properties["unit"]))
    found |= {"transformation " + str(t.get("id")) for t in panel.get("transformations") or []}
    found |= {"mapping " + str(m.get("type")) for m in defaults.get("mappings") or []}
    found |= {"legend " + ("auto" if t.get("legendFormat") == "__auto" else "given"
              if t.get("legendFormat") else "none") for t in panel.get("targets") or []}
    reduce = (panel.get("options") or {}).get("reduceOptions") or {}
    found |= {"calc " + str(c) for c in reduce.get("calcs") or []}
    found |= {f"{k} set" for k in ("decimals", "noValue", "displayName") if defaults.get(k)}
    return found


def main(folder):
    found = []
    for path in sorted(glob.glob(os.path.join(folder, "*.json"))):
        data = open(path, "rb").read()
        model = json.loads(data.decode("utf-8-sig"))
        model = model["dashboard"] if isinstance(model.get("dashboard"), dict) else model
        key, ids = sha(data)[:16], set()
        for panel in panels(model):
            if panel.get("id") in ids:
                continue
            ids.add(panel.get("id"))
            try:
                found.append((expectation(key, panel), features(panel)))
            except F.Unsupported:
                continue
    chosen, seen, files = [], {}, {}
    while found and len(chosen) < 90:
        def worth(item):
            new = sum(1 / (1 + seen.get(f, 0)) ** 2 for f in item[1])
            return new / (1 + files.get(item[0]["file"], 0))
        best = max(found, key=worth)
        found.remove(best)
        chosen.append(best[0])
        files[best[0]["file"]] = files.get(best[0]["file"], 0) + 1
        for feature in best[1]:
            seen[feature] = seen.get(feature, 0) + 1
    chosen.sort(key=lambda e: (e["file"], e["id"]))
    print("[\n" + ",\n".join(json.dumps(e, ensure_ascii=False) for e in chosen) + "\n]")
    print(len(chosen), "panels of", len({e["file"] for e in chosen}), "files;",
          len(seen), "features", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
