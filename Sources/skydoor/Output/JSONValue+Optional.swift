import Foundation

extension JSONValue {
  /// `null` for nil.
  static func string(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  /// `null` for nil.
  static func number(_ number: Int?) -> JSONValue { number.map { .number($0) } ?? .null }

  /// `null` for nil.
  static func bool(_ value: Bool?) -> JSONValue { value.map { .bool($0) } ?? .null }

  /// ISO 8601 in UTC, to the millisecond, as the protocol's own dates are written; `null` for nil.
  static func date(_ date: Date?) -> JSONValue {
    .string(date?.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)))
  }
}
