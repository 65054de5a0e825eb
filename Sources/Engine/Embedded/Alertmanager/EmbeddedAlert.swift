import Frames
import HTTP
import JSON
import Times

/// An alert as an Alertmanager has it from a Prometheus.
struct EmbeddedAlert {
  var labels: Labels
  var annotations: Labels
  var startsAt: Instant
  var now: Instant
  var generatorURL: String
  var receivers: [String] = []
  var silencedBy: [String] = []
  /// The fingerprints of those that inhibit it.
  var inhibitedBy: [String] = []
  var isSuppressed: Bool { !silencedBy.isEmpty || !inhibitedBy.isEmpty }

  /// An element of a reply to `/api/v1/alerts`, with the labels that the server adds to what it
  /// sends on; `nil` for one that does not fire.
  init?(_ value: JSONValue, _ external: Labels, address: String, at now: Instant) {
    guard value["state"]?.string == "firing" else { return nil }
    func labels(_ key: String) -> Labels {
      Labels(
        (value[key]?.object?.members ?? []).compactMap { member in
          member.value.string.map { (name: member.key, value: $0) }
        })
    }
    let own = labels("labels")
    self.labels = Labels(own.pairs + external.pairs.filter { own[$0.name] == nil })
    annotations = labels("annotations")
    startsAt = value["activeAt"]?.string.flatMap { Instant(iso8601: $0) } ?? now
    self.now = now
    let name = self.labels["alertname"] ?? ""
    generatorURL =
      "\(address)/graph?g0.expr="
      + PercentEncoding.encoded("ALERTS{alertname=\"\(name)\"}") + "&g0.tab=1"
  }

  /// FNV-1a over names and values, as Prometheus's model has it.
  var fingerprint: String {
    var hash: UInt64 = 14_695_981_039_346_656_037
    func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    for pair in labels.pairs {
      for byte in pair.name.utf8 { add(byte) }
      add(255)
      for byte in pair.value.utf8 { add(byte) }
      add(255)
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  var json: JSONValue {
    [
      "annotations": Self.object(annotations),
      "endsAt": .string((now + .minutes(4)).iso8601Text),
      "fingerprint": .string(fingerprint),
      "receivers": .array(receivers.map { ["name": .string($0)] }),
      "startsAt": .string(startsAt.iso8601Text),
      "status": [
        "inhibitedBy": .array(inhibitedBy.map { .string($0) }),
        "silencedBy": .array(silencedBy.map { .string($0) }),
        "state": isSuppressed ? "suppressed" : "active",
      ],
      "updatedAt": .string(now.iso8601Text),
      "generatorURL": .string(generatorURL),
      "labels": Self.object(labels),
    ]
  }

  private static func object(_ labels: Labels) -> JSONValue {
    .object(JSONObject(labels.pairs.map { .init(key: $0.name, value: .string($0.value)) }))
  }

  /// Grouped by name, as the demo's routes have it, for each receiver.
  static func groups(of alerts: [EmbeddedAlert]) -> JSONValue {
    let keys = Set(
      alerts.flatMap { alert in
        alert.receivers.map { [alert.labels["alertname"] ?? "", $0] }
      })
    return .array(
      keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
        let own = alerts.filter {
          ($0.labels["alertname"] ?? "") == key[0] && $0.receivers.contains(key[1])
        }
        return [
          "alerts": .array(own.map(\.json)), "labels": ["alertname": .string(key[0])],
          "receiver": ["name": .string(key[1])],
        ]
      })
  }
}
