import DataSources
import HTTP
import JSON
import Times

// What a Prometheus-compatible server has beside its version.
extension SourceCheck {
  func prometheusChecks() async -> [Check] {
    [await newestSample(), await rules(), await targets()].compactMap(\.self)
  }

  /// The age of the youngest `up`, which every scrape leaves.
  private func newestSample() async -> Check? {
    let name = "newest sample"
    switch await value(of: "time() - max(timestamp(up))", name) {
    case .failure(let failed): return failed.check
    case .success(nil):
      return check(name, false, "no series up in the last 5 min: is anything scraped?")
    case .success(let age?):
      let text = "\(Int(exactly: age.rounded()) ?? 0) s old"
      return check(name, age <= Self.oldestSample.seconds, text)
    }
  }

  private func rules() async -> Check? {
    let name = "rules"
    switch await json(name, source.request(.get, "/api/v1/rules")) {
    // Servers without a ruler have no such path: their rules are hune's to evaluate.
    case .failure: return check(name, true, "it evaluates none")
    case .success(let value):
      let groups = value["data"]?["groups"]?.array ?? []
      let rules = groups.flatMap { $0["rules"]?.array ?? [] }
      let failing = rules.filter { $0["health"]?.string == "err" }
      guard let first = failing.first else {
        return check(
          name, true,
          rules.isEmpty
            ? "it evaluates none" : "\(rules.count) in \(counted(groups.count, "group"))")
      }
      let error = first["lastError"]?.string ?? "no reason given"
      return check(
        name, false,
        "\(failing.count) of \(rules.count) fail; \(first["name"]?.string ?? "?"): \(error)")
    }
  }

  private func targets() async -> Check? {
    let name = "targets"
    let all: Double?
    switch await value(of: "count(up)", name) {
    case .failure(let failed): return failed.check
    case .success(let value): all = value
    }
    // `newest sample` has said already that there are none.
    guard let all else { return nil }
    switch await value(of: "count(up == 0)", name) {
    case .failure(let failed): return failed.check
    case .success(let down):
      let up = all - (down ?? 0)
      return check(name, down == nil, "\(count(up)) of \(count(all)) up")
    }
  }

  private func count(_ value: Double) -> String { String(Int(exactly: value.rounded()) ?? 0) }

  /// The one number of an instant query; `nil` when the result is empty.
  private func value(of expression: String, _ name: String) async -> Result<Double?, Failed> {
    let request = source.request(
      source.method, "/api/v1/query", [("query", expression), ("time", "\(clock().seconds)")])
    switch await json(name, request) {
    case .failure(let failed): return .failure(failed)
    case .success(let value):
      return .success(value["data"]?["result"]?[0]?["value"]?[1]?.lenientNumber)
    }
  }
}
