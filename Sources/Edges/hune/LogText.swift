import ArgumentParser
import Frames
import JSON
import Logs
import Text
import Times

/// Log lines as text for other programs, or for a terminal.
struct LogText {
  enum Format: String, ExpressibleByArgument, CaseIterable { case raw, jsonl, logfmt }

  private let format: Format
  /// On a terminal nothing of a line may act; in a pipe it stays as it came.
  private let isForTerminal: Bool

  init(_ format: Format, forTerminal isForTerminal: Bool) {
    self.format = format
    self.isForTerminal = isForTerminal
  }

  func bytes(of lines: LogLines) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in lines.indices {
      switch format {
      case .raw where isForTerminal:
        bytes += DisplayText(utf8: lines.text(at: index)).string.utf8
      case .raw: bytes += lines.text(at: index)
      case .jsonl: bytes += json(lines, index).utf8
      case .logfmt where isForTerminal:
        bytes += DisplayText(LogfmtText.text(lines, at: index)).string.utf8
      case .logfmt: bytes += LogfmtText.text(lines, at: index).utf8
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private func json(_ lines: LogLines, _ index: Int) -> String {
    func object(_ labels: Labels) -> JSONValue {
      .object(JSONObject(labels.pairs.map { .init(key: $0.name, value: .string($0.value)) }))
    }
    var members: [JSONObject.Member] = [
      .init(key: "time", value: .string("\(lines.times[index].nanoseconds)")),
      .init(key: "labels", value: object(lines.stream(at: index))),
    ]
    if !lines.metadata(at: index).isEmpty {
      members.append(.init(key: "metadata", value: object(lines.metadata(at: index))))
    }
    if !lines.parsed(at: index).isEmpty {
      members.append(.init(key: "parsed", value: object(lines.parsed(at: index))))
    }
    let text = String(decoding: lines.text(at: index), as: UTF8.self)
    members.append(.init(key: "line", value: .string(text)))
    return JSONValue.object(JSONObject(members)).text()
  }
}
