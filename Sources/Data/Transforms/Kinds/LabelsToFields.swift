import Frames
import OrderedCollections

extension Transformation {
  /// The labels of series as columns of their own, or as rows of name and value.
  package struct LabelsToFields: Hashable, Sendable, FrameTransformer {
    package enum Mode: String, Hashable, Sendable { case columns, rows }

    package var mode: Mode
    /// The labels that are taken; all when `nil`.
    package var keepLabels: [String]?
    /// The label whose value names the column of the numbers.
    package var valueLabel: String?

    package init(
      mode: Mode = .columns, keepLabels: [String]? = nil, valueLabel: String? = nil
    ) {
      self.mode = mode
      self.keepLabels = keepLabels
      self.valueLabel = valueLabel
    }

    func apply(to frames: [Frame]) -> [Frame] {
      mode == .rows ? rows(frames) : Merge().apply(to: frames.map(columns))
    }

    private func columns(_ frame: Frame) -> Frame {
      var fields: [Field] = []
      var labels: OrderedDictionary<String, String> = [:]
      for field in frame.fields {
        guard !field.labels.isEmpty else {
          fields.append(field)
          continue
        }
        var plain = Field(name: field.name, values: field.values)
        for pair in field.labels.pairs where keepLabels?.contains(pair.name) ?? true {
          if pair.name == valueLabel {
            plain.name = pair.value
          } else if labels[pair.name] == nil {
            labels[pair.name] = pair.value
          }
        }
        fields.append(plain)
      }
      fields += labels.map { name, value in
        Field(name: name, values: .strings(Array(repeating: value, count: frame.rowCount)))
      }
      return Frame(refID: frame.refID, fields: fields, notices: frame.notices)
    }

    private func rows(_ frames: [Frame]) -> [Frame] {
      let names = Names(frames)
      return frames.flatMap { frame in
        names.columns(of: frame).compactMap { field, name -> Frame? in
          let kept = keepLabels ?? field.labels.pairs.map(\.name)
          let pairs = kept.filter { field.labels[$0] != nil }
          guard !pairs.isEmpty else { return nil }
          return Frame(
            name: name, refID: frame.refID,
            fields: [
              Field(name: "label", values: .strings(pairs)),
              Field(name: "value", values: .strings(pairs.map { field.labels[$0] })),
            ])
        }
      }
    }
  }
}

/// All series in one long table, the newest rows first: Time, Metric, Value.
struct SeriesToRows: FrameTransformer {
  func apply(to frames: [Frame]) -> [Frame] {
    let series = frames.filter { $0.rowCount > 0 }
    guard frames.count > 1, let first = series.first,
      series.allSatisfy({ frame in frame.fields.contains { $0.times != nil } })
    else { return frames }
    let names = Names(frames)
    var (times, metrics, values): ([FieldValue], [String?], [FieldValue]) = ([], [], [])
    for frame in series {
      guard let time = frame.fields.first(where: { $0.times != nil }),
        let index = frame.fields.firstIndex(where: { $0.times == nil })
      else { continue }
      let value = frame.fields[index]
      let name = frame.name ?? names.name(at: index, in: frame)
      for row in 0..<frame.rowCount {
        times.append(time[row])
        metrics.append(name)
        values.append(value[row])
      }
    }
    let table = Frame(
      refID: first.refID,
      fields: [
        Field(name: "Time", values: Field.Values(times)),
        Field(name: "Metric", values: .strings(metrics)),
        Field(name: "Value", values: Field.Values(values)),
      ], notices: frames.flatMap(\.notices))
    return [table.rows(table.fields[0].rowsInOrder(isDescending: true, count: table.rowCount))]
  }
}
