package import DataSources
import HTTP
package import Matchers
package import Times

/// The command lines that would make the same silence. They name a file with a token, never a
/// token.
package struct SilenceLines: Hashable, Sendable {
  package var matchers: MatcherSet
  package var length: Span
  package var author: String
  package var comment: String
  package var source: DataSource

  package init(
    matchers: MatcherSet, length: Span, author: String, comment: String, source: DataSource
  ) {
    self.matchers = matchers
    self.length = length
    self.author = author
    self.comment = comment
    self.source = source
  }

  package var hune: String {
    words(
      ["hune", "silence", "add", "--alertmanager", source.url, "--for", length.prometheusText]
        + ["--author", author, "--comment", comment] + matchers.matchers.map(\.description))
  }

  package var amtool: String {
    words(
      ["amtool", "silence", "add", "--alertmanager.url", source.url]
        + ["--duration", length.prometheusText, "--author", author, "--comment", comment]
        + matchers.matchers.map(\.description))
  }

  package func curl(at now: Instant) -> String {
    let draft = SilenceDraft(
      matchers: matchers, startsAt: now, endsAt: now + length, createdBy: author,
      comment: comment)
    var parts = words(["curl", "-sS", "-X", "POST", "-H", "Content-Type: application/json"])
    parts += secrets.map { " " + $0 }.joined()
    parts += " -d " + Self.quoted(draft.json.description)
    if let socket = source.unixSocket { parts += " --unix-socket " + Self.quoted(socket) }
    return parts + " " + Self.quoted(source.url + "/api/v2/silences")
  }

  /// Where curl takes the secrets from: the file that has one, or a variable for a header.
  private var secrets: [String] {
    var words: [String] = []
    switch source.authorization {
    case .bearer(let file):
      words.append("-H \"Authorization: Bearer $(cat \(Self.quoted(file)))\"")
    case .basic(let user, let file):
      words.append("-u \(Self.quoted(user + ":"))\"$(cat \(Self.quoted(file)))\"")
    case nil: break
    }
    for header in source.headers {
      let variable = header.name.uppercased().map { $0.isASCII && $0.isLetter ? $0 : "_" }
      words.append("-H \(Self.quoted(header.name + ": "))\"$\(String(variable))\"")
    }
    return words
  }

  private func words(_ words: [String]) -> String {
    words.map(Self.quoted).joined(separator: " ")
  }

  /// A word as a POSIX shell reads it.
  static func quoted(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "-_./:@%+,".utf8.contains(byte)
      }
    }
    if plain, !word.isEmpty { return word }
    return "'"
      + word.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: #"'\''"#) + "'"
  }
}
