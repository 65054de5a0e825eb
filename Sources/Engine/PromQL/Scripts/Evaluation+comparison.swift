import Frames
import Lexemes
import Samples

extension PromQLScript.Evaluation {
  /// What differs from what is expected of an instant query; `nil` when nothing does.
  func difference(of result: QueryResult) throws(PromQLError) -> String? {
    switch (result, expectation) {
    case (.scalar(let sample), .scalar(let value)):
      return sample.value.isClose(to: value)
        ? nil
        : "expected \(ShortestNumber.text(value)), got \(ShortestNumber.text(sample.value))"
    case (.string(let text, _), .string(let expected)):
      return text == expected ? nil : "expected the string \(expected), got \(text)"
    case (.vector(let elements), .vector(let lines)):
      return try difference(of: elements, from: lines)
    default: return "the result is of another kind: \(result.kind)"
    }
  }

  private func difference(
    of elements: [VectorElement], from lines: [String]
  ) throws(PromQLError) -> String? {
    var expected: [Labels: (value: Double, place: Int)] = [:]
    for (place, line) in lines.enumerated() {
      let notation = try SeriesNotation(parsing: line)
      guard notation.values.count == 1, let value = notation.values[0] else {
        return "one value is expected of each series: \(line)"
      }
      expected[notation.labels] = (value, place)
    }
    for (place, element) in elements.enumerated() {
      let text = "\(element.labels.text) \(ShortestNumber.text(element.sample.value))"
      guard let one = expected.removeValue(forKey: element.labels) else {
        return "unexpected: \(text)"
      }
      if isOrdered, one.place != place {
        return "expected at place \(one.place + 1), came at \(place + 1): \(text)"
      }
      guard element.sample.value.isClose(to: one.value) else {
        return "expected \(ShortestNumber.text(one.value)), got \(text)"
      }
    }
    let missing = expected.keys.min(by: Labels.precede)
    return missing.map { "did not come: \($0.text)" }
  }

  /// What differs from what is expected of a range query.
  func difference(ofRange result: QueryResult) throws(PromQLError) -> String? {
    guard case .matrix(let matrix) = result, case .vector(let lines) = expectation, let step else {
      return "the result is of another kind: \(result.kind)"
    }
    var expected: [Labels: [Double?]] = [:]
    for line in lines {
      let notation = try SeriesNotation(parsing: line)
      expected[notation.labels] = notation.values
    }
    for series in matrix {
      guard let values = expected.removeValue(forKey: series.labels) else {
        return "unexpected: \(series.labels.text)"
      }
      var got: [Int64: Double] = [:]
      for index in 0..<series.samples.count {
        got[series.samples.times[index]] = series.samples.values[index]
      }
      for (index, value) in values.enumerated() {
        let time = start &+ Int64(index) &* step
        let text = "\(series.labels.text) at \(time)"
        switch (value, got.removeValue(forKey: time)) {
        case (nil, nil): continue
        case (let value?, let other?) where other.isClose(to: value): continue
        case (let value, let other):
          return "\(text): expected \(value.map(ShortestNumber.text) ?? "none"), "
            + "got \(other.map(ShortestNumber.text) ?? "none")"
        }
      }
      if let time = got.keys.min() { return "\(series.labels.text): unexpected at \(time)" }
    }
    let missing = expected.filter { $0.value.contains { $0 != nil } }.keys
    return missing.min(by: Labels.precede).map { "did not come: \($0.text)" }
  }
}

extension Double {
  /// Equal within a millionth of their sum, NaN to NaN.
  func isClose(to other: Double) -> Bool {
    if isNaN || other.isNaN { return isNaN && other.isNaN }
    if self == other { return true }
    let difference = abs(self - other)
    if self == 0 || other == 0 || difference < .leastNormalMagnitude {
      return difference < 1e-6 * .leastNormalMagnitude
    }
    return difference / (abs(self) + abs(other)) < 1e-6
  }
}

extension QueryResult {
  var kind: String {
    switch self {
    case .scalar: "scalar"
    case .string: "string"
    case .vector: "instant vector"
    case .matrix: "range vector"
    }
  }

  /// Of a matrix what there is at one moment, as an instant query would give it.
  func elements(at time: Int64, isScalar: Bool) -> QueryResult {
    guard case .matrix(let matrix) = self else { return self }
    let elements = matrix.compactMap { series in
      series.samples.times.firstIndex(of: time).map {
        VectorElement(labels: series.labels, sample: series.samples[$0])
      }
    }
    guard isScalar else { return .vector(elements) }
    return .scalar(elements.first?.sample ?? Sample(time: time, value: .nan))
  }
}
