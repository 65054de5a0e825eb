"""Numbers to text by the rules of Grafana's units, written apart from hune's own code.

Used by expectations.py (what panels show) and, run by itself, to write the vectors of
Tests/Data/FormatsTests/Fixtures/units.tsv.
"""

import datetime
import math

NOW = 1_795_271_550.0  # seconds; what "3 hours ago" is told from


def fixed(number, decimals):
    """Halves go away from zero, as round(v * 10^d) / 10^d of a positive number does."""
    power = 10**decimals
    scaled = math.floor(abs(number) * power + 0.5)
    digits = str(int(scaled)).rjust(decimals + 1, "0")
    text = digits[: len(digits) - decimals] + ("." + digits[-decimals:] if decimals else "")
    return ("-" if number < 0 and scaled > 0 else "") + text


def auto_decimals(number):
    if number == 0 or number == math.floor(number):
        return 0
    return max(0, 2 - math.floor(math.log10(abs(number))))


def digits(number, decimals):
    return fixed(number, auto_decimals(number) if decimals is None else decimals)


def scaled(number, base, low, high):
    """The number over the power of the base that it reaches; 0 has none."""
    if number == 0:
        return 0.0, 0
    power = math.floor(math.log(abs(number)) / math.log(base) + 1e-12)
    power = max(low, min(high, power))
    return number / float(base) ** power, power


SI = ["f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E", "Z", "Y"]
IEC = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"]
SHORT = ["", " K", " Mil", " Bil", " Tri", " Quadr", " Quint", " Sext", " Sept"]
COUNT = ["", "K", "M", "B", "T"]

SI_UNITS = {
    "Bps": ("B/s", 0), "bps": ("b/s", 0), "pps": ("p/s", 0), "decbytes": ("B", 0),
    "decbits": ("b", 0), "deckbytes": ("B", 1), "decmbytes": ("B", 2), "decgbytes": ("B", 3),
    "KBs": ("B/s", 1), "MBs": ("B/s", 2), "GBs": ("B/s", 3), "hertz": ("Hz", 0),
    "watt": ("W", 0), "kwatt": ("W", 1), "watth": ("Wh", 0), "kwatth": ("Wh", 1),
    "volt": ("V", 0), "mvolt": ("V", -1), "amp": ("A", 0), "joule": ("J", 0),
    "gram": ("g", 0), "sishort": ("", 0),
}
IEC_UNITS = {
    "bytes": ("B", 0), "bits": ("b", 0), "kbytes": ("B", 1), "mbytes": ("B", 2),
    "gbytes": ("B", 3), "binBps": ("B/s", 0), "binbps": ("b/s", 0), "KiBs": ("B/s", 1),
    "MiBs": ("B/s", 2),
}
COUNT_UNITS = {
    "reqps": "req/s", "ops": "ops/s", "cps": "c/s", "rps": "rd/s", "wps": "wr/s",
    "iops": "io/s", "eps": "evt/s", "mps": "msg/s", "recps": "rec/s", "rowsps": "rows/s",
    "reqpm": "req/m", "opm": "ops/m", "cpm": "c/m", "rpm": "rd/m", "wpm": "wr/m",
    "epm": "evts/m", "mpm": "msgs/m", "recpm": "rec/m", "rowspm": "rows/m",
}
SIGNS = {
    "celsius": "°C", "fahrenheit": "°F", "kelvin": "K", "humidity": "%H", "degree": "°",
    "pixel": "px", "rotrpm": "rpm",
}
MONEY = {"currencyUSD": "$", "currencyEUR": "€", "currencyGBP": "£"}


def seconds(v, decimals):
    a = abs(v)
    if v == 0:
        return "0 s"
    for limit, size, sign in [
        (1e-6, 1e-9, "ns"), (1e-3, 1e-6, "µs"), (1, 1e-3, "ms"), (60, 1, "s"),
        (3600, 60, "min"), (86400, 3600, "hour"), (604800, 86400, "day"),
        (31536000, 604800, "week"), (math.inf, 3.15569e7, "year"),
    ]:
        if a < limit:
            value = v / size
            return f"{digits(value, decimals)} {sign}"


def milliseconds(v, decimals):
    a = abs(v)
    for limit, size, sign in [
        (1000, 1, "ms"), (6e4, 1e3, "s"), (3.6e6, 6e4, "min"), (8.64e7, 3.6e6, "hour"),
        (3.1536e10, 8.64e7, "day"), (math.inf, 3.15569e10, "year"),
    ]:
        if a < limit:
            return f"{digits(v / size, decimals)} {sign}"


def smaller(v, decimals, steps):
    for limit, size, sign in steps:
        if abs(v) < limit:
            return f"{digits(v / size, decimals)} {sign}"


def words(ms, decimals):
    if ms == 0:
        return "0 seconds"
    rest, found = math.floor(abs(ms) + 0.5), []
    for size, name in [
        (31536000000, "year"), (2592000000, "month"), (604800000, "week"), (86400000, "day"),
        (3600000, "hour"), (60000, "minute"), (1000, "second"), (1, "millisecond"),
    ]:
        count, remains = divmod(rest, size)
        if count or found:
            rest = remains
            if count:
                found.append(f"{count} {name}{'' if count == 1 else 's'}")
        if len(found) > (decimals or 0):
            break
    return (", ".join(found) or "0 seconds") + (" ago" if ms < 0 else "")


def clock(s):
    whole = int(round(abs(s) * 1000)) // 1000
    return f"{'-' if s < 0 else ''}{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def moment(ms):
    return datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=math.floor(ms))


def ago(ms):
    away = NOW - ms / 1000
    s = abs(away)
    def half_up(x):
        return math.floor(x + 0.5)
    if half_up(s) < 45:
        text = "a few seconds"
    else:
        for size, limit, one, many in [
            (60, 45, "a minute", "minutes"), (3600, 22, "an hour", "hours"),
            (86400, 26, "a day", "days"), (2629746, 11, "a month", "months"),
            (31556952, math.inf, "a year", "years"),
        ]:
            count = half_up(s / size)
            if count <= 1:
                text = one
                break
            if count < limit:
                text = f"{count} {many}"
                break
    return f"in {text}" if away < 0 else f"{text} ago"


def text(v, unit, decimals=None):
    """The text of a finite number; None for units that this file knows nothing of."""
    unit = unit or "none"
    if unit in ("none", "string"):
        return digits(v, decimals)
    if unit == "short":
        value, power = scaled(v, 1000, 0, 8)
        return digits(value, decimals) + SHORT[power]
    if unit in SI_UNITS:
        sign, offset = SI_UNITS[unit]
        value, power = scaled(v, 1000, -5 - offset, 8 - offset)
        suffix = SI[5 + offset + power] + sign
        return f"{digits(value, decimals)} {suffix}" if suffix else digits(value, decimals)
    if unit in IEC_UNITS:
        sign, offset = IEC_UNITS[unit]
        value, power = scaled(v, 1024, 0, 8 - offset)
        return f"{digits(value, decimals)} {IEC[offset + power]}{sign}"
    if unit in COUNT_UNITS:
        value, power = scaled(v, 1000, 0, 4)
        return f"{digits(value, decimals)}{COUNT[power]} {COUNT_UNITS[unit]}"
    if unit == "percent":
        return digits(v, decimals) + "%"
    if unit == "percentunit":
        return digits(v * 100, decimals) + "%"
    if unit in SIGNS:
        return f"{digits(v, decimals)} {SIGNS[unit]}"
    if unit in MONEY:
        value, power = scaled(v, 1000, 0, 4)
        return f"{'-' if v < 0 else ''}{MONEY[unit]}{digits(abs(value), decimals)}{COUNT[power]}"
    if unit == "s":
        return seconds(v, decimals)
    if unit == "ms":
        return milliseconds(v, decimals)
    if unit == "µs":
        return smaller(v, decimals, [(1e3, 1, "µs"), (1e6, 1e3, "ms"), (math.inf, 1e6, "s")])
    if unit == "ns":
        return smaller(v, decimals, [
            (1e3, 1, "ns"), (1e6, 1e3, "µs"), (1e9, 1e6, "ms"), (6e10, 1e9, "s"),
            (3.6e12, 6e10, "min"), (8.64e13, 3.6e12, "hour"), (math.inf, 8.64e13, "day")])
    if unit == "m":
        return smaller(v, decimals, [
            (60, 1, "min"), (1440, 60, "hour"), (10080, 1440, "day"), (525600, 10080, "week"),
            (math.inf, 525948, "year")])
    if unit == "h":
        return smaller(v, decimals, [
            (24, 1, "hour"), (168, 24, "day"), (8760, 168, "week"), (math.inf, 8765.8, "year")])
    if unit == "d":
        return smaller(v, decimals, [(7, 1, "day"), (365, 7, "week"), (math.inf, 365.24, "year")])
    if unit == "timeticks":
        return seconds(v / 100, decimals)
    if unit in ("dtdurations", "dtdurationms"):
        return words(v * 1000 if unit == "dtdurations" else v, decimals)
    if unit == "dthms":
        return clock(v)
    if unit == "dtdhms":
        return f"{'-' if v < 0 else ''}{int(abs(v)) // 86400} d {clock(abs(v) % 86400)}"
    if unit == "dateTimeAsIso":
        return f"{moment(v):%Y-%m-%d %H:%M:%S}"
    if unit == "dateTimeAsUS":
        return f"{moment(v):%m/%d/%Y} {int(f'{moment(v):%I}')}:{moment(v):%M:%S} {f'{moment(v):%p}'.lower()}"
    if unit == "dateTimeFromNow":
        return ago(v)
    if unit == "time:YYYY-MM-DD":
        return f"{moment(v):%Y-%m-%d}"
    if unit == "locale":
        plain = fixed(v, 3 if decimals is None else decimals)
        if decimals is None and "." in plain:
            plain = plain.rstrip("0").rstrip(".")
        whole, _, part = plain.partition(".")
        return f"{int(whole):,}" + ("." + part if part else "")
    if unit in ("bool", "bool_yes_no", "bool_on_off"):
        pair = {"bool": "True/False", "bool_yes_no": "Yes/No", "bool_on_off": "On/Off"}[unit]
        return pair.split("/")[0 if v != 0 else 1]
    if unit == "hex":
        return f"{int(v):X}"
    if unit == "hex0x":
        return f"0x{int(v):X}"
    return custom(v, unit, decimals)


def custom(v, unit, decimals):
    kind, colon, rest = unit.partition(":")
    if colon and kind == "suffix":
        return f"{digits(v, decimals)} {rest}"
    if colon and kind == "prefix":
        return rest + digits(v, decimals)
    if colon and kind == "bool":
        return rest.split("/")[0 if v != 0 else -1]
    if colon and kind == "count":
        value, power = scaled(v, 1000, 0, 4)
        return f"{digits(value, decimals)}{COUNT[power]} {rest}"
    if colon and kind == "currency":
        value, power = scaled(v, 1000, 0, 4)
        return f"{'-' if v < 0 else ''}{rest}{digits(abs(value), decimals)}{COUNT[power]}"
    if colon and kind == "si":
        offset = 0
        if len(rest) > 1 and rest[0] in SI:
            offset, rest = SI.index(rest[0]) - 5, rest[1:]
        value, power = scaled(v, 1000, -5 - offset, 8 - offset)
        return f"{digits(value, decimals)} {SI[5 + offset + power]}{rest}"
    if colon:
        return None
    return f"{digits(v, decimals)} {unit}"


FOREIGN = ("suffix:", "prefix:", "count:", "currency:", "si:", "bool:")


def is_foreign(unit):
    """True where the unit's own words come from a layout."""
    if not unit:
        return False
    if unit.startswith(FOREIGN):
        return True
    known = {"none", "string", "short", "percent", "percentunit", "s", "ms", "µs", "ns", "m", "h",
             "d", "timeticks", "dtdurations", "dtdurationms", "dthms", "dtdhms", "dateTimeAsIso",
             "dateTimeAsUS", "dateTimeFromNow", "locale", "bool", "bool_yes_no", "bool_on_off",
             "hex", "hex0x"}
    return not (unit in known or unit in SI_UNITS or unit in IEC_UNITS or unit in COUNT_UNITS
                or unit in SIGNS or unit in MONEY or unit.startswith("time:"))


# The vectors of the specification, as they stand there.
GIVEN = """
0|none||0
1.1234|none||1.12
100.456|none||100
0.012345|none||0.0123
1500|none||1500
1234567|none||1234567
999|short||999
1000|short||1 K
1234|short||1.23 K
1500000|short||1.50 Mil
2500000000|short||2.50 Bil
0.5|short||0.500
45.678|percent||45.7%
45.678|percent|1|45.7%
0.45678|percentunit||45.7%
1|percentunit||100%
1.5|percentunit|2|150.00%
0|bytes||0 B
512|bytes||512 B
1536|bytes||1.50 KiB
1073741824|bytes||1 GiB
1500|decbytes||1.50 kB
1000000000|decbytes||1 GB
1500|Bps||1.50 kB/s
1536|binBps||1.50 KiB/s
0.5|Bps||500 mB/s
2500000|bps||2.50 Mb/s
0.25|reqps||0.250 req/s
12|reqps||12 req/s
1234|reqps||1.23K req/s
1234567|ops||1.23M ops/s
3|rps||3 rd/s
42|pps||42 p/s
4200|pps||4.20 kp/s
0|s||0 s
2.5e-8|s||25.0 ns
0.00025|s||250 µs
0.25|s||250 ms
1.5|s||1.50 s
59.99|s||60.0 s
90|s||1.50 min
5400|s||1.50 hour
100000|s||1.16 day
700000|s||1.16 week
40000000|s||1.27 year
0.5|ms||0.500 ms
250|ms||250 ms
1500|ms||1.50 s
90000|ms||1.50 min
7200000|ms||2 hour
1500|µs||1.50 ms
2500000|ns||2.50 ms
0.5|currencyUSD||$0.500
1234.5|currencyUSD||$1.23K
-3|currencyUSD||-$3
1234567|currencyUSD|2|$1.23M
21.5|celsius||21.5 °C
3|cores||3 cores
60|short|2|60.00
90061|dtdurations||1 day
90061|dtdurations|2|1 day, 1 hour, 1 minute
0|dtdurations||0 seconds
4200|watt||4.20 kW
"""

# Ids of the statistics of real dashboards, those of the specification's table, custom forms.
IDS = [
    "short", "none", "s", "bytes", "percentunit", "ops", "decbytes", "percent", "ms", "reqps",
    "Bps", "pps", "cps", "binBps", "watth", "dtdurations", "µs", "bps", "rps", "iops", "watt",
    "ns", "cores", "dateTimeFromNow", "hertz", "eps", "currencyUSD", "opm", "celsius",
    "currencyEUR", "decmbytes", "dateTimeAsIso", "dtdurationms", "wps", "items/sec", "blocks", "%",
    "seconds", "locale", "tasks", "kWh", "amp", "€", "KiBs", "string", "bool_on_off",
    "per minute", "mps", "bits", "decbits", "binbps", "bool_yes_no", "bool", "blocks/sec",
    "GPUs", "errps", "kW", "Errors/sec", "kwatth", "tasks/s", "qps", "rows", "tokens/s",
    "Requests", "failures", "m", "h", "d", "timeticks", "dthms", "dtdhms", "kbytes", "mbytes",
    "gbytes", "deckbytes", "decgbytes", "KBs", "MBs", "GBs", "MiBs", "recps", "rowsps", "reqpm",
    "cpm", "rpm", "wpm", "epm", "mpm", "recpm", "rowspm", "volt", "mvolt", "joule", "gram",
    "kwatt", "fahrenheit", "kelvin", "humidity", "degree", "pixel", "rotrpm", "hex", "hex0x",
    "dateTimeAsUS", "currencyGBP", "suffix:jobs", "prefix:~", "si:mF", "count:x", "currency:zł",
    "bool:up/down", "time:YYYY-MM-DD", "sishort",
]
NUMBERS = [0.0, 1.0, 0.25, 45.678, 999.0, 1234.5, 86461.0, 2500000.0, -3.5, 1795260000000.0]


def vectors():
    rows = [line.split("|") for line in GIVEN.strip().splitlines()]
    for value, unit, decimals, expected in rows:
        got = text(float(value), unit, int(decimals) if decimals else None)
        assert got == expected, (value, unit, decimals, expected, got)
    for unit in IDS:
        dates = unit.startswith(("dateTime", "time:"))
        for number in NUMBERS[-1:] if dates else NUMBERS[:-1]:
            if unit.startswith("hex") and (number < 0 or number != int(number)):
                continue
            for decimals in (None, 1):
                shown = "" if decimals is None else str(decimals)
                rows.append([repr(number), unit, shown, text(number, unit, decimals)])
    return rows


if __name__ == "__main__":
    print("# number, unit, decimals, text; written by Golden/units.py")
    for row in vectors():
        print("\t".join(row))
