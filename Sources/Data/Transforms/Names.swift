import Formats
import Frames
import Patterns

/// The names of fields as transformations see them: without the panel's config.
struct Names {
  private let names: DisplayNames

  init(_ frames: [Frame]) { names = DisplayNames(frames) }

  func name(at index: Int, in frame: Frame) -> String { names.name(at: index, in: frame) }

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
