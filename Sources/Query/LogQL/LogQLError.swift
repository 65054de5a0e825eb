package import Lexemes

/// Why a text is no LogQL, in Loki's words where it has any.
package typealias LogQLError = QueryTextError
