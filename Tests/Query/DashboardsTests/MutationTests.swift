import Dashboards
import Foundation
import JSON
import TestSupport
import Testing

private let folder = Shared.folder + "/grafana/dashboards"

private func files() throws -> [String] {
  try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
    .sorted()
}

private func bytes(_ name: String) throws -> [UInt8] {
  Array(try Data(contentsOf: URL(filePath: folder + "/" + name)))
}

/// The same numbers for the same seed, wherever the tests run.
private struct Dice: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

private let strangers: [JSONValue] = [
  .null, .bool(true), .bool(false), .number(-1), .number(1e300), .number(0.5), .string(""),
  .string("$__all"), .string("NaN"), .string("${x:regex}"), .string("1e999"), .array([]),
  .array([.null, .number(3), .array([])]), .object([:]), .object(["value": .array([.null])]),
]

/// A value with something removed, retyped or doubled at a place below it.
private func mutated(_ value: JSONValue, depth: Int, _ dice: inout Dice) -> JSONValue {
  let goesOn = depth > 0 && Int.random(in: 0..<10, using: &dice) > 0
  switch value {
  case .object(var object) where goesOn && !object.isEmpty:
    let place = Int.random(in: object.members.indices, using: &dice)
    if Int.random(in: 0..<8, using: &dice) == 0 {
      object.members.remove(at: place)
    } else {
      object.members[place].value = mutated(
        object.members[place].value, depth: depth - 1, &dice)
    }
    return .object(object)
  case .array(var elements) where goesOn && !elements.isEmpty:
    let place = Int.random(in: elements.indices, using: &dice)
    switch Int.random(in: 0..<10, using: &dice) {
    case 0: elements.remove(at: place)
    case 1: elements.append(elements[place])
    default: elements[place] = mutated(elements[place], depth: depth - 1, &dice)
    }
    return .array(elements)
  default:
    return strangers.randomElement(using: &dice) ?? .null
  }
}

@Test(.enabled(if: FileManager.default.fileExists(atPath: folder)))
func everyFileOpensWithItsPanels() throws {
  let names = try files()
  #expect(names.count == 50)
  for name in names {
    let dashboard = try #require(try Layouts.dashboards(in: bytes(name), name: name).first)
    #expect(!dashboard.title.isEmpty)
    #expect(!dashboard.panels.isEmpty, "\(name)")
    #expect(dashboard.problems.allSatisfy { $0.path.hasPrefix("$") })
    #expect(Set(dashboard.allPanels.map(\.id)).count == dashboard.allPanels.count)
  }
}

@Test(.enabled(if: FileManager.default.fileExists(atPath: folder)))
func aFileOpensWhateverIsWrongInIt() throws {
  for (index, name) in try files().enumerated() {
    let original = try JSONValue(parsing: bytes(name), skippingByteOrderMark: true)
    var dice = Dice(state: UInt64(index))
    for _ in 0..<12 {
      var value = original
      for _ in 0..<Int.random(in: 1...60, using: &dice) { value = mutated(value, depth: 9, &dice) }
      let dashboard = Dashboard(json: value)
      #expect(dashboard.problems.allSatisfy { !$0.message.isEmpty && $0.path.hasPrefix("$") })
      #expect(Set(dashboard.allPanels.map(\.id)).count == dashboard.allPanels.count, "\(name)")
      for panel in dashboard.visiblePanels(toggledRows: Set(dashboard.panels.map(\.id))) {
        #expect(panel.gridPos.w >= 1 && panel.gridPos.h >= 1)
      }
      for size in [(120, 40), (1, 1)] {
        _ = Grid.place(
          dashboard.visiblePanels(toggledRows: []), width: size.0, height: size.1)
      }
    }
  }
}

@Test(.enabled(if: FileManager.default.fileExists(atPath: folder)))
func bytesThatAreNoJSONAreRefusedWithAPlace() throws {
  for (index, name) in try files().enumerated() {
    var dice = Dice(state: UInt64(index) << 32)
    let whole = try bytes(name)
    for _ in 0..<4 {
      var cut = Array(whole.prefix(Int.random(in: 0..<whole.count, using: &dice)))
      if !cut.isEmpty { cut[Int.random(in: cut.indices, using: &dice)] = 0xff }
      do throws(LayoutError) {
        _ = try Layouts.dashboards(in: cut, name: name)
      } catch {
        #expect("\(error)".hasPrefix(name))
      }
    }
  }
}
