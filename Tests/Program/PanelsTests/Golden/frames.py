"""Frames, names, reducers and transformations by the rules of Grafana, apart from hune's own."""

import hashlib
import math
import re

END = 1_795_271_550  # the last sample, in seconds
STEP = 60
LABELS = ["container", "device", "instance", "job", "name", "namespace", "node", "pod"]
NUMBERS = [
    0.25, 1.0, 45.678, 0.0, 1234.5, 86461.0, 0.012345, 99.9, 512.0, 1500000.0, 3.0, math.nan,
    1073741824.0, -3.5, 60.0, 0.9975, 250.0, math.inf, 7200000.0, 2.0,
]


class Unsupported(Exception):
    """The panel needs what this script has no rules for."""


class Field:
    def __init__(self, name, kind, values, labels=None, source=None, given=None):
        self.name, self.kind, self.values = name, kind, values
        self.labels, self.source, self.given = labels or {}, source, given

    def copy(self, **changes):
        made = Field(self.name, self.kind, list(self.values), dict(self.labels), self.source,
                     self.given)
        for key, value in changes.items():
            setattr(made, key, value)
        return made

    def take(self, rows):
        return self.copy(values=[None if r is None else self.values[r] for r in rows])


class Frame:
    def __init__(self, ref, fields):
        self.ref, self.fields = ref, fields

    @property
    def rows(self):
        return min((len(f.values) for f in self.fields), default=0)

    def take(self, rows):
        return Frame(self.ref, [f.take(rows) for f in self.fields])


# Patterns: `/re/flags` is sought anywhere, a bare one is the whole text.


def pattern(source):
    found = re.match(r"^/(.*)/([gimsuy]*)$", source, re.S)
    text, flags = (found.group(1), found.group(2)) if found else (f"^{source}$", "")
    text = re.sub(r"\(\?<([A-Za-z])", r"(?P<\1", text)
    try:
        return re.compile(text, re.I if "i" in flags else 0), "g" in flags
    except re.error as error:
        raise Unsupported(f"pattern {source}") from error


def search(source, text):
    return pattern(source)[0].search(text) is not None


def replace(source, text, template):
    compiled, everywhere = pattern(source)
    python = re.sub(r"\$(\d)", r"\\\1", template.replace("\\", "\\\\"))
    return compiled.sub(python, text, count=0 if everywhere else 1)


# Names


def label_text(labels):
    return "{" + ", ".join(f'{k}="{v}"' for k, v in sorted(labels.items())) + "}"


def legend(template, labels, expression):
    """The name that the data source gives, None for a name of nothing and `__auto` with labels."""
    template = template if isinstance(template, str) else ""
    if "$" in template or ("$" in expression and not labels):
        raise Unsupported("a variable")
    if template == "__auto":
        return None if labels else expression
    if template:
        return re.sub(
            r"\{\{\s*(.+?)\s*\}\}", lambda found: labels.get(found.group(1), ""), template) or None
    return label_text(labels) if labels else expression


def display_name(field, frame, frames):
    if field.given is not None:
        return field.given
    if field.source is not None:
        return field.source
    parts = [] if field.name == "Value" else [field.name]
    keys = {k for fr in frames for f in fr.fields for k in f.labels}
    if field.labels:
        parts.append(field.labels[next(iter(keys))] if len(keys) == 1 else label_text(field.labels))
    name = " ".join(parts) or field.name
    same = [f for f in frame.fields if f.name == field.name]
    if name == field.name and len(same) > 1:
        return f"{name} {same.index(field) + 1}"
    return name


# Text and order


def plain(value):
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if math.isfinite(value) and value == int(value) else repr(value)
    return value


def natural(text):
    return [(0, int(p), "") if p.isdigit() else (1, 0, p)
            for p in re.findall(r"\d+|\D", text.lower())]


def order(field, rows, descending):
    def missing(row):
        value = field.values[row]
        return value is None or (isinstance(value, float) and math.isnan(value))

    there = [r for r in rows if not missing(r)]
    key = (lambda r: natural(field.values[r])) if field.kind == "string" else (
        lambda r: field.values[r])
    ordered = sorted(there, key=key, reverse=descending)
    if descending:  # equal rows keep their order
        ordered = sorted(there, key=key)
        groups = []
        for row in ordered:
            if groups and key(groups[-1][0]) == key(row):
                groups[-1].append(row)
            else:
                groups.append([row])
        ordered = [r for g in reversed(groups) for r in g]
    return ordered + [r for r in rows if missing(r)]


# Reducers


def reduce(field, calc, nulls=None):
    values = field.values
    calc = {"current": "lastNotNull", "avg": "mean", "total": "sum"}.get(calc, calc)
    if nulls == "null as zero":
        values = [0.0 if v is None else v for v in values]
    if calc == "count":
        return float(len(values))
    if calc in ("last", "first"):
        return (values[-1] if calc == "last" else values[0]) if values else None
    if calc in ("allValues", "uniqueValues"):
        texts = [plain(v) if v is not None else "null" for v in values]
        return ", ".join(texts if calc == "allValues" else dict.fromkeys(texts))
    if field.kind == "string":
        there = [v for v in values if v is not None]
        if calc in ("lastNotNull", "firstNotNull"):
            return (there[-1] if calc == "lastNotNull" else there[0]) if there else None
        raise Unsupported(f"{calc} of texts")
    there = [v for v in values if v is not None and not math.isnan(v)]
    if calc == "allIsNull":
        return not there
    if calc == "sum":
        return float(sum(there))
    if calc == "allIsZero":
        return bool(there) and all(v == 0 for v in there)
    if not there:
        return None
    steps = list(zip(there, there[1:]))
    simple = {
        "lastNotNull": lambda: there[-1], "firstNotNull": lambda: there[0],
        "min": lambda: min(there), "max": lambda: max(there),
        "mean": lambda: sum(there) / len(there), "range": lambda: max(there) - min(there),
        "diff": lambda: there[-1] - there[0],
        "delta": lambda: sum((b - a if b >= a else b for a, b in steps), 0.0),
        "logmin": lambda: min((v for v in there if v > 0), default=None),
    }
    if calc not in simple:
        raise Unsupported(f"reducer {calc}")
    return simple[calc]()


REDUCER_NAMES = {
    "lastNotNull": "Last *", "last": "Last", "firstNotNull": "First *", "first": "First",
    "min": "Min", "max": "Max", "mean": "Mean", "sum": "Total", "count": "Count",
}


# Transformations


def column(name, values, **rest):
    there = [v for v in values if v is not None]
    kind = "string" if there and all(isinstance(v, str) for v in there) else "number"
    return Field(name, kind, values, **rest)


def organize(frames, options):
    out = []
    for frame in frames:
        kept = []
        for field in frame.fields:
            name = display_name(field, frame, frames)
            if (options.get("excludeByName") or {}).get(name):
                continue
            include = [k for k, v in (options.get("includeByName") or {}).items() if v]
            if include and name not in include:
                continue
            given = (options.get("renameByName") or {}).get(name)
            kept.append((
                (options.get("indexByName") or {}).get(name, math.inf),
                field.copy(given=given) if given else field))
        kept.sort(key=lambda pair: pair[0])
        out.append(Frame(frame.ref, [f for _, f in kept]))
    return out


def merge(frames, _):
    if len(frames) < 2:
        return frames
    names = list(dict.fromkeys(f.name for fr in frames for f in fr.fields))
    shared = [n for n in names if all(any(f.name == n for f in fr.fields) for fr in frames)]
    if not shared:
        return frames
    kinds = {f.name: f.kind for fr in frames for f in fr.fields}
    rows = []
    for frame in frames:
        own = {}
        for field in reversed(frame.fields):
            own[field.name] = field
        for index in range(frame.rows):
            row = {n: f.values[index] for n, f in own.items()}
            for other in rows:
                same = all(equal(other.get(n), row.get(n)) for n in shared)
                if same and all(
                    other.get(n) is None or row.get(n) is None or equal(other[n], row[n])
                    for n in names):
                    other.update({n: v for n, v in row.items() if other.get(n) is None})
                    break
            else:
                rows.append(row)
    return [Frame(frames[0].ref, [
        Field(n, kinds[n], [r.get(n) for r in rows]) for n in names])]


def equal(a, b):
    return a == b


def filter_fields(frames, options):
    def selects(rule):
        if not rule or not (rule.get("names") or rule.get("pattern")):
            return None
        return lambda field, name: name in (rule.get("names") or []) or (
            field.name in (rule.get("names") or [])) or bool(
            rule.get("pattern") and search(rule["pattern"], name))

    if options.get("byVariable"):
        raise Unsupported("a variable")
    include, exclude = selects(options.get("include")), selects(options.get("exclude"))
    if include is None and exclude is None:
        return frames
    out = []
    for frame in frames:
        kept = []
        for field in frame.fields:
            name = display_name(field, frame, frames)
            if (include is None or include(field, name)) and not (
                exclude is not None and exclude(field, name)):
                kept.append(field)
        if kept:
            out.append(Frame(frame.ref, kept))
    return out


def group_by(frames, options):
    rules = options.get("fields") or {}
    if not any((r or {}).get("operation") == "groupby" for r in rules.values()):
        return frames
    out = []
    for frame in frames:
        def rule(field):
            return rules.get(display_name(field, frame, frames)) or rules.get(field.name) or {}

        keys = [f for f in frame.fields if rule(f).get("operation") == "groupby"]
        if not keys:
            continue
        groups = {}
        for row in range(frame.rows):
            groups.setdefault(tuple(k.values[row] for k in keys), []).append(row)
        fields = [k.take([rows[0] for rows in groups.values()]) for k in keys]
        for field in frame.fields:
            if rule(field).get("operation") == "aggregate":
                for calc in rule(field).get("aggregations") or []:
                    name = f"{display_name(field, frame, frames)} ({calc})"
                    fields.append(column(
                        name, [reduce(field.take(rows), calc) for rows in groups.values()]))
        out.append(Frame(frame.ref, fields))
    return out


def join(frames, options):
    if len(frames) < 2:
        return frames
    by = options.get("byField")
    parts = []
    for frame in frames:
        index = next((
            i for i, f in enumerate(frame.fields)
            if (by in (display_name(f, frame, frames), f.name) if by else f.kind == "time")), None)
        if index is not None:
            parts.append((frame, frame.fields[index],
                          [f for i, f in enumerate(frame.fields) if i != index]))
    mode = options.get("mode") or "outer"
    if not parts or mode == "outerTabular":
        raise Unsupported("join")
    key = parts[0][1]
    if mode == "inner":
        raise Unsupported("inner join")
    values = list(dict.fromkeys(v for _, k, _ in parts for v in k.values))
    if key.kind != "string":
        values.sort()
    fields = [key.copy(values=values)]
    for _, own, columns in parts:
        place = {v: i for i, v in enumerate(own.values)}
        fields += [c.take([place.get(v) for v in values]) for c in columns]
    return [Frame(parts[0][0].ref, fields)]


def calculate(frames, options):
    mode = options.get("mode") or "reduceRow"
    if mode not in ("binary", "reduceRow"):
        raise Unsupported(mode)
    rule = options.get(mode if mode == "binary" else "reduce") or {}
    times = [next((f.name for f in fr.fields if f.kind == "time"), None) for fr in frames]
    if len(frames) > 1 and options.get("timeSeries") is not False and times[0] and len(
        set(times)) == 1:
        frames = join(frames, {})
    out = []
    for frame in frames:
        def operand(name):
            for field in frame.fields:
                if display_name(field, frame, frames) == name:
                    return field.values
            try:
                return [float(name)] * frame.rows
            except (TypeError, ValueError):
                return None

        if mode == "binary":
            if not isinstance(rule.get("left"), str) or not isinstance(rule.get("right"), str):
                raise Unsupported("operands")
            left, right = operand(rule["left"]), operand(rule["right"])
            if left is None or right is None:
                out.append(frame)
                continue
            values = [calculated(a, rule.get("operator", "+"), b) for a, b in zip(left, right)]
            name = f"{rule['left']} {rule.get('operator', '+')} {rule['right']}"
        else:
            include = rule.get("include") or []
            columns = [
                f for f in frame.fields if (
                    f.name in include or display_name(f, frame, frames) in include
                    if include else f.kind == "number")]
            calc = rule.get("reducer") or "sum"
            values = [reduce(Field("", "number", [c.values[r] for c in columns]), calc)
                      for r in range(frame.rows)]
            name = REDUCER_NAMES[calc]
        made = Field(options.get("alias") or name, "number", values)
        if options.get("replaceFields"):
            out.append(Frame(frame.ref, [f for f in frame.fields if f.kind == "time"][:1] + [made]))
        else:
            out.append(Frame(frame.ref, frame.fields + [made]))
    return out


def calculated(a, operator, b):
    if a is None or b is None:
        return None
    if operator == "/":
        if b == 0:
            return math.nan if a == 0 or math.isnan(a) else math.copysign(math.inf, a)
        return a / b
    return {"+": a + b, "-": a - b, "*": a * b}[operator]


def sort_by(frames, options):
    rule = (options.get("sort") or [{}])[0]
    out = []
    for frame in frames:
        for field in frame.fields:
            if rule.get("field") == display_name(field, frame, frames):
                frame = frame.take(order(field, list(range(frame.rows)), bool(rule.get("desc"))))
                break
        out.append(frame)
    return out


def reduce_step(frames, options):
    calcs = options.get("reducers") or []
    if not calcs or options.get("fields") or options.get("labelsToFields"):
        raise Unsupported("reduce")
    if (options.get("mode") or "seriesToRows") == "reduceFields":
        if len(calcs) > 1:
            raise Unsupported("several rows")
        return [Frame(fr.ref, [
            column(f.name, [reduce(f, calcs[0])], labels=f.labels, source=f.source, given=f.given)
            for f in fr.fields if f.kind != "time" or options.get("includeTimeField")])
            for fr in frames]
    rows = [(fr, f) for fr in frames for f in fr.fields if f.kind != "time"]
    fields = [column("Field", [display_name(f, fr, frames) for fr, f in rows])]
    fields += [column(REDUCER_NAMES[c], [reduce(f, c) for _, f in rows]) for c in calcs]
    return [Frame(frames[0].ref, fields)]


def rename(frames, options):
    out = []
    for frame in frames:
        fields = []
        for field in frame.fields:
            name = display_name(field, frame, frames)
            if search(options["regex"], name):
                field = field.copy(given=replace(options["regex"], name, options["renamePattern"]))
            fields.append(field)
        out.append(Frame(frame.ref, fields))
    return out


def labels_to_fields(frames, options):
    if options.get("mode") == "rows" or options.get("valueLabel"):
        raise Unsupported("labelsToFields")
    keep, out = options.get("keepLabels"), []
    for frame in frames:
        fields, labels = [], {}
        for field in frame.fields:
            fields.append(Field(field.name, field.kind, field.values) if field.labels else field)
            labels.update(field.labels)
        fields += [Field(k, "string", [labels[k]] * frame.rows) for k in sorted(labels)
                   if keep is None or k in keep]
        out.append(Frame(frame.ref, fields))
    return merge(out, {})


def filter_values(frames, options):
    def test(config, value):
        kind, limit = config.get("id"), (config.get("options") or {}).get("value")
        if kind == "isNull":
            return value is None
        if kind == "isNotNull":
            return value is not None
        if kind in ("equal", "notEqual"):
            same = value is not None and (
                plain(value) == str(limit) if isinstance(value, str) else value == float(limit))
            return same == (kind == "equal")
        if kind in ("greater", "greaterOrEqual", "lower", "lowerOrEqual"):
            if value is None or isinstance(value, str) or math.isnan(value):
                return False
            limit = float(limit)
            return {"greater": value > limit, "greaterOrEqual": value >= limit,
                    "lower": value < limit, "lowerOrEqual": value <= limit}[kind]
        raise Unsupported(kind)

    out = []
    for frame in frames:
        kept = []
        for row in range(frame.rows):
            results = []
            for rule in options.get("filters") or []:
                field = next((f for f in frame.fields if display_name(f, frame, frames) ==
                              rule.get("fieldName")), None)
                results.append(field is not None and test(rule["config"], field.values[row]))
            hit = all(results) if options.get("match") == "all" else any(results)
            if hit == (options.get("type") != "exclude"):
                kept.append(row)
        out.append(frame.take(kept))
    return out


TRANSFORMATIONS = {
    "organize": organize, "merge": merge, "filterFieldsByName": filter_fields,
    "groupBy": group_by, "joinByField": join, "seriesToColumns": join,
    "calculateField": calculate, "sortBy": sort_by, "reduce": reduce_step,
    "renameByRegex": rename, "labelsToFields": labels_to_fields, "filterByValue": filter_values,
}


def transform(frames, steps):
    for step in steps:
        if not step.get("disabled"):
            frames = TRANSFORMATIONS[step["id"]](frames, step.get("options") or {})
    return frames


# Answers


def number_text(value):
    if math.isnan(value):
        return "NaN"
    return "+Inf" if value == math.inf else repr(value).removesuffix(".0")


def answers(seed, targets):
    """Made-up answers of Prometheus by `A range`, `A instant`, and the frames they become."""
    start = int(hashlib.sha256(seed.encode()).hexdigest()[:8], 16)
    bodies, frames = {}, []
    asked = [t for t in targets if not t.get("hide")]
    tables = sum(1 for t in asked if t.get("format") == "table")
    for index, target in enumerate(targets):
        if target.get("hide"):
            continue
        ref = target.get("refId") or "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index]
        instant = bool(target.get("instant"))
        modes = (["range"] if target.get("range") or not instant else []) + (
            ["instant"] if instant else [])
        if len(modes) > 1 and target.get("format") == "table":
            raise Unsupported("a table of both")
        is_table = target.get("format") == "table"
        bare = not is_table and (start + index) % 5 == 0
        count = 1 if bare else 2 + start % 2
        for mode in modes:
            series = []
            for number in range(count):
                labels = {} if bare else {k: f"{k}-{number}" for k in LABELS}
                samples = [
                    (END - (2 - k) * STEP, NUMBERS[(start + 7 * index + 3 * number + 5 * k) % 20])
                    for k in range(3)]
                series.append((labels, samples[-1:] if mode == "instant" else samples))
            bodies[f"{ref} {mode}"] = {"status": "success", "data": {
                "resultType": "vector" if mode == "instant" else "matrix",
                "result": [
                    {"metric": l, **(
                        {"value": [s[0][0], number_text(s[0][1])]} if mode == "instant" else
                        {"values": [[t, number_text(v)] for t, v in s]})}
                    for l, s in series]}}
            frames += (as_table if is_table else as_series)(ref, target, series, tables)
    if not frames:
        raise Unsupported("nothing asked")
    return bodies, frames


def as_series(ref, target, series, _):
    return [
        Frame(ref, [
            Field("Time", "time", [t * 1000.0 for t, _ in samples]),
            Field("Value", "number", [v for _, v in samples], labels,
                  legend(target.get("legendFormat"), labels, target["expr"]))])
        for labels, samples in series]


def as_table(ref, target, series, tables):
    names = sorted({k for labels, _ in series for k in labels})
    rows = [(labels, t, v) for labels, samples in series for t, v in samples]
    fields = [Field("Time", "time", [t * 1000.0 for _, t, _ in rows])]
    fields += [Field(n, "string", [l.get(n, "") for l, _, _ in rows]) for n in names]
    value = "Value" if tables == 1 else f"Value #{ref}"
    return [Frame(ref, fields + [Field(value, "number", [v for _, _, v in rows])])]
