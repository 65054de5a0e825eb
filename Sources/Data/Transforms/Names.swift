import Formats
import Frames
import Patterns

/// The names of fields as transformations see them: without the panel's config.
struct Names {
  private let names: DisplayNames

  init(_ frames: [Frame]) { names = DisplayNames(frames) }

  func name(at index: Int, in frame: Frame) -> String {
    if frame.fields.indices.contains(index), frame.fields[index].displayName == nil,
      let numbered = frame.fields[index].numberedName
    {
      return numbered
    }
    return names.name(at: index, in: frame)
  }

  /// Frames whose fields of one name keep the numbers that tell them apart.
  static func numbering(_ frames: [Frame]) -> [Frame] {
    guard frames.contains(where: { Set($0.fields.map(\.name)).count < $0.fields.count }) else {
      return frames
    }
    let names = DisplayNames(frames)
    return frames.map { frame in
      var counts: [String: Int] = [:]
      for field in frame.fields { counts[field.name, default: 0] += 1 }
      var numbered = frame
      for (index, field) in frame.fields.enumerated() where counts[field.name, default: 0] > 1 {
        let name = names.name(at: index, in: frame)
        if field.numberedName == nil, field.displayName == nil, name != field.name {
          numbered.fields[index].numberedName = name
        }
      }
      return numbered
    }
  }

  /// The fields of a frame with their names.
  func columns(of frame: Frame) -> [(field: Field, name: String)] {
    frame.fields.indices.map { (frame.fields[$0], name(at: $0, in: frame)) }
  }

  /// The place of the field with a display name, else with that name of its own.
  func index(of name: String, in frame: Frame) -> Int? {
    frame.fields.indices.first { self.name(at: $0, in: frame) == name }
      ?? frame.fields.firstIndex { $0.name == name }
  }

  /// A pattern of a layout: `/re/flags` is sought anywhere, a bare one is the whole text. One that
  /// can't be read matches nothing.
  static func matching(_ source: String) -> (String) -> Bool {
    guard let pattern = Pattern.ofLayout(source) else { return { _ in false } }
    return { pattern.matches($0) }
  }
}
