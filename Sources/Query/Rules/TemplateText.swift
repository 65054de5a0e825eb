package import Frames

/// The texts of labels and annotations: Go's `text/template` with Prometheus's functions, as far
/// as alerts use them. What is not known is named in the error; nothing is guessed.
package struct TemplateText: Hashable, Sendable {
  let steps: [TemplateStep]
  /// The templates that it defines, by name.
  let defined: [String: [TemplateStep]]
  /// The functions in it that Prometheus has and hune evaluates only where it has the data to ask.
  let unevaluated: [String]

  /// What a template speaks of.
  package struct Context: Sendable {
    package var value: Double
    package var labels: Labels
    package var externalLabels: Labels
    package var externalURL: String
    /// Answers a query at the moment of the evaluation; without it `query` is not evaluated.
    package var query: Query?

    package typealias Query = @Sendable (String) throws(TemplateError) -> [RuleSample]

    package init(
      value: Double, labels: Labels, externalLabels: Labels = Labels(), externalURL: String = "",
      query: Query? = nil
    ) {
      self.value = value
      self.labels = labels
      self.externalLabels = externalLabels
      self.externalURL = externalURL
      self.query = query
    }
  }

  /// Reads a template.
  package init(_ text: String) throws(TemplateError) {
    var parser = TemplateParser(try TemplateLexer.tokens(of: text))
    steps = try parser.template()
    defined = parser.defined
    unevaluated = parser.unevaluated
  }

  /// The text that a template makes.
  package func expanded(in context: Context) throws(TemplateError) -> String {
    var evaluation = TemplateEvaluation(self, in: context)
    try evaluation.run()
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
  package init(_ message: String) { self.message = message }
  package var description: String { message }
}
