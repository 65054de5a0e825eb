package import Frames
package import HTTP
import JSON

extension Prometheus {
  /// A list that a server gave, and its warnings.
  package struct Listing<Element: Hashable & Sendable>: Hashable, Sendable {
    package var elements: [Element]
    package var notices: [Frame.Notice]

    package init(elements: [Element], notices: [Frame.Notice] = []) {
      self.elements = elements
      self.notices = notices
    }
  }

  /// The names in a reply to `labelNames`, or the values in one to `labelValues`.
  package static func strings(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> Listing<String> {
    let (strings, notices) = try data(of: response, from: source.name) {
      (cursor) throws(JSONError) in
      try readStrings(&cursor)
    }
    return Listing(elements: strings ?? [], notices: notices)
  }

  /// The label sets in a reply to `series`.
  package static func labelSets(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> Listing<Labels> {
    let (sets, notices) = try data(of: response, from: source.name) {
      (cursor) throws(JSONError) in
      var sets: [Labels] = []
      try cursor.enterArray()
      while try cursor.nextElement() { sets.append(try readLabels(&cursor)) }
      return sets
    }
    return Listing(elements: sets ?? [], notices: notices)
  }

  /// The version in a reply to `buildInfo`. Others than Prometheus say which of its versions they
  /// are like.
  package static func version(
    from response: HTTPResponse, of source: DataSource
  ) throws(DataSourceError) -> String? {
    try data(of: response, from: source.name) { (cursor) throws(JSONError) in
      try cursor.value()["version"]?.string
    }.0 ?? nil
  }
}
