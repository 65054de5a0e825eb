import Frames

extension Transformation {
  /// The frames of targets whose refIDs a pattern matches.
  package struct FilterByRefID: Hashable, Sendable, FrameTransformer {
    package var include: String?
    package var exclude: String?

    package init(include: String? = nil, exclude: String? = nil) {
      self.include = include
      self.exclude = exclude
    }

    func apply(to frames: [Frame]) -> [Frame] {
      let isIncluded = include.map(Names.matching)
      let isExcluded = exclude.map(Names.matching)
      return frames.filter { frame in
        (isIncluded?(frame.refID) ?? true) && !(isExcluded?(frame.refID) ?? false)
      }
    }
  }

  /// Columns kept or dropped by name.
  package struct FilterFieldsByName: Hashable, Sendable, FrameTransformer {
    /// Names or a pattern: either selects.
    package struct Selection: Hashable, Sendable {
      package var names: [String]
      package var pattern: String?
      /// Names as a variable's value, `{a,b}` or `a,b`; they go before the others.
      package var variable: String?

      package init(names: [String] = [], pattern: String? = nil, variable: String? = nil) {
        self.names = names
        self.pattern = pattern
        self.variable = variable
      }

      package var isEmpty: Bool { names.isEmpty && pattern == nil && variable == nil }

      func selects() -> (Field, String) -> Bool {
        var all = Set(names)
        if let variable {
          var list = variable[...]
          if list.hasPrefix("{"), list.hasSuffix("}") { list = list.dropFirst().dropLast() }
          all = Set(list.split(separator: ",").map(String.init))
        }
        let isMatched = variable == nil ? pattern.map(Names.matching) : nil
        return { field, name in
          all.contains(name) || all.contains(field.name) || isMatched?(name) ?? false
        }
      }
    }

    package var include: Selection?
    package var exclude: Selection?

    package init(include: Selection? = nil, exclude: Selection? = nil) {
      self.include = include.flatMap { $0.isEmpty ? nil : $0 }
      self.exclude = exclude.flatMap { $0.isEmpty ? nil : $0 }
    }

    func apply(to frames: [Frame]) -> [Frame] {
      guard include != nil || exclude != nil else { return frames }
      let names = Names(frames)
      let isIncluded = include?.selects()
      let isExcluded = exclude?.selects()
      return frames.compactMap { frame in
        var kept = frame
        kept.fields = names.columns(of: frame).filter { field, name in
          (isIncluded?(field, name) ?? true) && !(isExcluded?(field, name) ?? false)
        }.map(\.field)
        return kept.fields.isEmpty ? nil : kept
      }
    }
  }

  /// The first rows of each frame, or the last.
  package struct Limit: Hashable, Sendable, FrameTransformer {
    package var count: Int
    package var isFromEnd: Bool

    package init(_ count: Int, isFromEnd: Bool = false) {
      self.count = count
      self.isFromEnd = isFromEnd
    }

    func apply(to frames: [Frame]) -> [Frame] {
      let count = max(0, count)
      return frames.map { frame in
        let rows = frame.rowCount
        guard rows > count else { return frame }
        return frame.rows(Array(isFromEnd ? (rows - count)..<rows : 0..<count))
      }
    }
  }
}
