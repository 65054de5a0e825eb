import Formats
import Frames
import Patterns

extension Transformation {
  /// New names made of the old ones by a pattern; `$1` stands for a group.
  package struct RenameByRegex: Hashable, Sendable, FrameTransformer {
    package var regex: String
    package var renamePattern: String

    package init(_ regex: String, _ renamePattern: String) {
      self.regex = regex
      self.renamePattern = renamePattern
    }

    func apply(to frames: [Frame]) -> [Frame] {
      guard let pattern = Pattern.ofLayout(regex) else { return frames }
      let names = Names(frames)
      return frames.map { frame in
        var frame = frame
        for (index, name) in names.columns(of: frame).map(\.name).enumerated()
        where pattern.matches(name) {
          frame.fields[index].displayName = pattern.replacing(in: name, with: renamePattern)
        }
        return frame
      }
    }
  }
}
