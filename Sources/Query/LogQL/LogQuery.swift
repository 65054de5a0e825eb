package import Lexemes
package import PromQLSyntax

/// A query of log lines: `{app="a"} |= "x" | json | level="error"`.
package struct LogQuery: Hashable, Sendable {
  /// The conditions on the streams' labels.
  package var matchers: [LabelMatcher]
  package var stages: [Stage]
  package var range: SourceRange

  package init(
    matchers: [LabelMatcher], stages: [Stage] = [], range: SourceRange = .none
  ) {
    self.matchers = matchers
    self.stages = stages
    self.range = range
  }
}

/// A step in the pipeline that each line goes through.
package struct Stage: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case lineFilter(LineFilter)
    /// `json`, or with extractions `json a="b.c"`.
    case json([Extraction])
    case logfmt(LogfmtFlags, [Extraction])
    case pattern(String)
    case regexp(String)
    case unpack
    case decolorize
    case labelFilter(LabelFilter)
    case lineFormat(String)
    case labelFormat([LabelFormat])
    case drop([LabelChoice])
    case keep([LabelChoice])
    case distinct([String])
    case unwrap(Unwrap)
  }

  package var kind: Kind
  /// From the stage's operator to its end.
  package var range: SourceRange

  package init(_ kind: Kind, range: SourceRange = .none) {
    self.kind = kind
    self.range = range
  }
}

/// `|= "a" or "b"`: what a line must or must not have.
package struct LineFilter: Hashable, Sendable {
  package enum Operator: String, Hashable, Sendable, CaseIterable {
    case contains = "|="
    case lacks = "!="
    case matches = "|~"
    case notMatches = "!~"
    case hasPattern = "|>"
    case lacksPattern = "!>"
  }

  /// A text, or an address or network in `ip("…")`.
  package struct Alternative: Hashable, Sendable {
    package var text: String
    package var isIP: Bool

    package init(_ text: String, isIP: Bool = false) {
      self.text = text
      self.isIP = isIP
    }
  }

  package var op: Operator
  /// One or more; one suffices for a positive operator, none may be there for a negative.
  package var alternatives: [Alternative]

  package init(_ op: Operator, _ alternatives: [Alternative]) {
    self.op = op
    self.alternatives = alternatives
  }
}

/// `label="path"` in a parser's list; the path is the label's name where none is written.
package struct Extraction: Hashable, Sendable {
  package var label: String
  package var path: String

  package init(_ label: String, path: String) {
    self.label = label
    self.path = path
  }
}

package struct LogfmtFlags: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// `--strict`: a malformed pair ends the line.
  package static let strict = LogfmtFlags(rawValue: 1)
  /// `--keep-empty`: keys without values become empty labels.
  package static let keepEmpty = LogfmtFlags(rawValue: 2)
}

/// `label=other` or `label="{{.template}}"`.
package struct LabelFormat: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case rename(String)
    case template(String)
  }

  package var label: String
  package var value: Value

  package init(_ label: String, _ value: Value) {
    self.label = label
    self.value = value
  }
}

/// A label in `drop` or `keep`, by name or by name and value.
package enum LabelChoice: Hashable, Sendable {
  case name(String)
  case matching(LabelMatcher)
}

/// `unwrap duration(latency)`: the label whose value is the sample.
package struct Unwrap: Hashable, Sendable {
  package enum Conversion: String, Hashable, Sendable, CaseIterable {
    case bytes, duration
    case durationSeconds = "duration_seconds"
  }

  package var label: String
  package var conversion: Conversion?

  package init(_ label: String, _ conversion: Conversion? = nil) {
    self.label = label
    self.conversion = conversion
  }
}
