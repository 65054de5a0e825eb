/// A condition on a span, or a value of it.
package indirect enum FieldExpression: Hashable, Sendable {
  case literal(TraceLiteral)
  case attribute(Attribute)
  case negative(FieldExpression)
  case not(FieldExpression)
  case arithmetic(Arithmetic, FieldExpression, FieldExpression)
  case comparison(Comparison, FieldExpression, FieldExpression)
  case and(FieldExpression, FieldExpression)
  case or(FieldExpression, FieldExpression)

  package enum Arithmetic: String, Hashable, Sendable, CaseIterable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "%"
    case power = "^"

    /// Above the comparisons' 2; `!` has 4.
    var precedence: Int {
      switch self {
      case .add, .subtract: 3
      case .multiply, .divide, .modulo: 5
      case .power: 6
      }
    }
  }

  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case matches = "=~"
    case notMatches = "!~"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }
}

/// A value in the text.
package enum TraceLiteral: Hashable, Sendable {
  case string(String)
  case integer(Int)
  case float(Double)
  /// Nanoseconds.
  case duration(Int64)
  case bool(Bool)
  case `nil`
  case status(Status)
  case kind(Kind)

  package enum Status: String, Hashable, Sendable, CaseIterable {
    case ok, error, unset
  }

  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case unspecified, `internal`, server, client, producer, consumer
  }
}

/// Something that a span, its trace or its resource has.
package enum Attribute: Hashable, Sendable {
  case intrinsic(Intrinsic)
  /// `span.http.method`, `.a`, `parent.resource.b`.
  case field(Scope?, isOfParent: Bool, name: String)

  package enum Scope: String, Hashable, Sendable, CaseIterable {
    case span, resource, event, link, instrumentation
  }
}

/// What every span has without being told.
package enum Intrinsic: String, Hashable, Sendable, CaseIterable {
  case duration, childCount, name, status, statusMessage, kind, rootName, rootServiceName
  case traceDuration, nestedSetLeft, nestedSetRight, nestedSetParent, parent
  case spanDuration = "span:duration"
  case spanName = "span:name"
  case spanStatus = "span:status"
  case spanStatusMessage = "span:statusMessage"
  case spanKind = "span:kind"
  case spanID = "span:id"
  case spanParentID = "span:parentID"
  case spanChildCount = "span:childCount"
  case traceID = "trace:id"
  case scopedTraceDuration = "trace:duration"
  case scopedRootName = "trace:rootName"
  case scopedRootService = "trace:rootService"
  case eventName = "event:name"
  case eventTimeSinceStart = "event:timeSinceStart"
  case linkTraceID = "link:traceID"
  case linkSpanID = "link:spanID"
  case instrumentationName = "instrumentation:name"
  case instrumentationVersion = "instrumentation:version"
}
