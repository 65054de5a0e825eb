package import Lexemes

/// Why a text is no TraceQL, in Tempo's words where it has any.
package typealias TraceQLError = QueryTextError
