/// A table of an answer: fields of equal length, raw and columnar, as Grafana's data frame.
///
/// A series of a time-series answer is one frame of two fields, `Time` and `Value`; the labels
/// stand on the value field.
package struct Frame: Hashable, Sendable {
  package var name: String?
  package var refID: String
  package var fields: [Field]
  package var notices: [Notice]
  /// The log lines of a frame that is of those; it then has no fields.
  package var lines: LogLines?

  package init(
    name: String? = nil, refID: String = "", fields: [Field], notices: [Notice] = []
  ) {
    self.name = name
    self.refID = refID
    self.fields = fields
    self.notices = notices
  }

  package init(name: String? = nil, refID: String = "", lines: LogLines, notices: [Notice] = []) {
    self.init(name: name, refID: refID, fields: [], notices: notices)
    self.lines = lines
  }

  /// The rows, as many as the shortest field has.
  package var rowCount: Int { lines?.count ?? fields.map(\.count).min() ?? 0 }

  /// What a server, or hune, says about the data of an answer; raw text.
  package struct Notice: Hashable, Sendable {
    package enum Severity: Hashable, Sendable { case info, warning, error }
    package var severity: Severity
    package var text: String

    package init(_ severity: Severity, _ text: String) {
      self.severity = severity
      self.text = text
    }
  }
}
