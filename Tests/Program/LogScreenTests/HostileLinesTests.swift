import Frames
import TestSupport
import Testing

import enum Cells.Key

@testable import LogScreen

/// Lines that nobody should have written, in each form in which the view shows them.
struct HostileLinesTests {
  /// So many at a time stand between lines that are known.
  private static let group = 14

  private static let groups: [[[UInt8]]] = {
    let all = HostileTexts.isThere ? (try? HostileTexts.all()) ?? [] : HostileTexts.own
    return stride(from: 0, to: all.count, by: group).map {
      Array(all[$0..<min($0 + group, all.count)])
    }
  }()

  /// A listing of known lines, each followed by one of the texts.
  private func desk(_ texts: [[UInt8]], asFields: Bool = false) throws -> Desk {
    let lines = texts.enumerated().flatMap { place, text -> [Desk.Line] in
      let second = 900 + Double(place) * 2
      var hostile = Desk.Line(second + 1, "", ["service_name": "api", "pod": "b"])
      hostile.bytes = text
      if asFields {
        let word = String(decoding: text, as: UTF8.self)
        hostile.stream = ["service_name": word, "pod": word]
        hostile.metadata = Labels([("trace_id", word), (word.isEmpty ? "a" : word, "value")])
        hostile.bytes = Array("{\"msg\":".utf8) + text + Array("}".utf8)
      }
      return [Desk.Line(second, "msg=known-\(place)"), hostile]
    }
    return try Desk(lines, queries: [#"{service_name=~".+"}"#], isLive: false)
  }

  private func known(_ desk: Desk) -> [String] { desk.screen.filter { $0.contains("known-") } }

  @Test func theListsAreRead() throws {
    #expect(HostileTexts.own.count > 15)
    guard HostileTexts.isThere else { return }
    #expect(try HostileTexts.all().count > 700)
  }

  @Test(arguments: groups.indices)
  func aRowIsARowWhateverIsInIt(group: Int) throws {
    let texts = Self.groups[group]
    var desk = try desk(texts)
    let plain = try self.desk(texts.map { _ in Array("x".utf8) })
    #expect(known(desk).count == texts.count)
    #expect(known(desk) == known(plain))
    #expect(HostileTexts.faults(in: desk.drawn) == [])
    for command in [LogsCommand.rawLines, .lineColors] {
      desk.perform(command)
      #expect(known(desk).count == texts.count, "\(command)")
      #expect(HostileTexts.faults(in: desk.drawn) == [], "\(command)")
    }
    desk.perform(.wrapLines)
    #expect(HostileTexts.faults(in: desk.drawn) == [])
  }

  @Test(arguments: groups.indices)
  func anOpenLineIsHarmless(group: Int) throws {
    var desk = try desk(Self.groups[group], asFields: true)
    for _ in Self.groups[group].indices {
      desk.perform(.openLine)
      #expect(HostileTexts.faults(in: desk.drawn) == [])
      desk.serve(desk.view.back())
      desk.move(-2)
    }
    #expect(HostileTexts.faults(in: desk.drawn) == [])
  }

  @Test func aHostileTextIsWrittenAndFilteredHarmlessly() throws {
    for text in HostileTexts.own.map({ String(decoding: $0, as: UTF8.self) }) {
      var desk = try desk([Array("x".utf8)])
      desk.perform(.includeLines)
      desk.serve(desk.view.write(.paste(String(text.prefix(300)))))
      #expect(HostileTexts.faults(in: desk.drawn) == [])
      desk.type("", then: .enter)
      #expect(HostileTexts.faults(in: desk.drawn) == [])
    }
  }
}
