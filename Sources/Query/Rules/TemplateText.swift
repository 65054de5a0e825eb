package import Frames

/// The texts of labels and annotations: Go's `text/template` with Prometheus's functions, as far
/// as alerts use them. What is not known is named in the error; nothing is guessed.
package struct TemplateText: Hashable, Sendable {
  let nodes: [TemplateNode]
  /// The functions in it that Prometheus has and hune does not: they ask a server or call other
  /// templates.
  let unevaluated: [String]

  /// What a template speaks of.
  package struct Context: Hashable, Sendable {
    package var value: Double
    package var labels: Labels
    package var externalLabels: Labels
    package var externalURL: String

    package init(
      value: Double, labels: Labels, externalLabels: Labels = Labels(), externalURL: String = ""
    ) {
      self.value = value
      self.labels = labels
      self.externalLabels = externalLabels
      self.externalURL = externalURL
    }
  }

  /// Reads a template.
  package init(_ text: String) throws(TemplateError) {
    var parser = TemplateParser(try TemplateLexer.tokens(of: text))
    nodes = try parser.template()
    unevaluated = parser.unevaluated
  }

  /// The text that a template makes.
  package func expanded(in context: Context) throws(TemplateError) -> String {
    var evaluation = TemplateEvaluation(context)
    try evaluation.run(nodes)
    return evaluation.output
  }

  /// The text that a template makes, or the error in its place, as Prometheus has it.
  package static func expand(_ text: String, in context: Context) -> String {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
    do throws(TemplateError) {
      return try TemplateText(text).expanded(in: context)
    } catch {
      return "<error expanding template: \(error.message)>"
    }
  }
}

/// Why a template can't be read or makes no text.
package struct TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
  package var message: String
  init(_ message: String) { self.message = message }
  package var description: String { message }
}

/// A piece of a template.
indirect enum TemplateNode: Hashable, Sendable {
  case text(String)
  case output(Pipeline)
  /// `{{ $x := … }}` and `{{ $x = … }}`.
  case assign(String, Pipeline)
  case condition(Pipeline, [TemplateNode], otherwise: [TemplateNode])
  case range(index: String?, element: String?, Pipeline, [TemplateNode], otherwise: [TemplateNode])
  case with(variable: String?, Pipeline, [TemplateNode], otherwise: [TemplateNode])

  /// Commands, each given the result of the one before as its last argument.
  struct Pipeline: Hashable, Sendable {
    var commands: [Command]
  }

  /// A function with its arguments, or one operand alone.
  struct Command: Hashable, Sendable {
    var operands: [Operand]
  }

  indirect enum Operand: Hashable, Sendable {
    case function(String)
    /// `$labels.instance`: a variable and its fields.
    case variable(String, fields: [String])
    /// `.Labels.instance`, or `.` alone.
    case dot(fields: [String])
    case text(String)
    case number(Double)
    case bool(Bool)
    case nothing
    case pipeline(Pipeline, fields: [String])
  }
}
