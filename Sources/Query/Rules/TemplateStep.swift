/// A step of a template.
///
/// Blocks are jumps in a flat list, so that no nesting, however deep, costs stack. Every `if`,
/// `with` and `range` opens a scope of variables, and a `leave` stands behind it; steps are named
/// by their place in the list.
enum TemplateStep: Hashable, Sendable {
  case text(String)
  /// Writes what the pipeline gives, unless it declares a variable.
  case output(Pipeline)
  /// `if`: goes to `otherwise` when the pipeline gives nothing.
  case test(Pipeline, otherwise: Int)
  /// `with`: the same, and `.` is what the pipeline gives till the next `jump` or `leave`.
  case with(Pipeline, otherwise: Int)
  /// What follows is run for each element, up to a `next`; `leave` is where it all ends.
  case range(Pipeline, otherwise: Int, leave: Int)
  /// Goes to the next element, or on.
  case next
  case jump(Int)
  /// Ends a scope.
  case leave
  case stop
  case proceed
  /// `{{ template "name" … }}`.
  case call(String, Pipeline?)

  /// Commands, each given the result of the one before as its last argument.
  struct Pipeline: Hashable, Sendable {
    /// `$x := …`, two in a `range`.
    var variables: [String] = []
    /// Whether it is `=`: the variables are there already.
    var isAssignment = false
    var commands: [Command] = []
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
    case integer(Int)
    case bool(Bool)
    case nothing
    case pipeline(Pipeline)
    /// `(…).Field`, `args.Field`.
    case chain(Operand, fields: [String])

    /// Whether nothing can be called by it: it may not take a pipe's value.
    var isConstant: Bool {
      switch self {
      case .text, .number, .integer, .bool, .nothing, .dot(fields: []): true
      default: false
      }
    }
  }
}
