import Formats
import Frames
import Times
import Transforms

/// A table of columns, for tests: numbers, texts or both.
func table(_ columns: KeyValuePairs<String, [FieldValue]>) -> Frame { table("A", columns) }

func table(_ refID: String, _ columns: KeyValuePairs<String, [FieldValue]>) -> Frame {
  Frame(
    refID: refID,
    fields: columns.map { Field(name: $0.key, values: Field.Values($0.value)) })
}

/// A series as Prometheus gives it, a sample each minute.
func series(
  _ labels: Labels, _ values: [Double?], refID: String = "A", name: String? = nil
) -> Frame {
  let times = values.indices.map { Instant(milliseconds: Int64($0) * 60_000) }
  return Frame(
    refID: refID,
    fields: [
      Field(name: "Time", values: .times(times)),
      Field(
        name: "Value", labels: labels, values: .numbers(NumberColumn(values)), sourceName: name),
    ])
}

extension FieldValue: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByStringLiteral, ExpressibleByNilLiteral, ExpressibleByBooleanLiteral
{
  package init(booleanLiteral value: Bool) { self = .boolean(value) }
  package init(floatLiteral value: Double) { self = .number(value) }
  package init(integerLiteral value: Int) { self = .number(Double(value)) }
  package init(stringLiteral value: String) { self = .string(value) }
  package init(nilLiteral: ()) { self = .missing }
}

/// Each frame as lines: names, then rows; `·` stands for what is missing, times are minutes.
func lines(_ frames: [Frame]) -> [String] {
  let names = DisplayNames(frames)
  return frames.flatMap { frame in
    [frame.fields.indices.map { names.name(at: $0, in: frame) }.joined(separator: " | ")]
      + (0..<frame.rowCount).map { row in
        frame.fields.map { field in
          if case .time(let time) = field[row] { return "\(time.milliseconds / 60_000)m" }
          return field[row].text ?? "·"
        }.joined(separator: " | ")
      }
  }
}

func lines(of frames: [Frame], _ transformations: Transformation...) -> [String] {
  lines(Transformation.apply(transformations, to: frames).frames)
}
