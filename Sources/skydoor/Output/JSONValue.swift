import Foundation
import Moderation

/// A value to print as JSON. Unlike Foundation's encoder it keeps the order of the keys, and it
/// escapes everything that could drive a terminal; a parser gets the original text back.
enum JSONValue: Equatable {
  case null
  case bool(Bool)
  case number(Int)
  case string(String)
  case array([JSONValue])
  case object([Member])

  struct Member: Equatable {
    let key: String
    let value: JSONValue

    init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// JSON on one line (JSON Lines), with its line feed.
  var line: String { text + "\n" }

  private var text: String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let value): String(value)
    case .string(let value): Self.quoted(value)
    case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.key) + ":" + $0.value.text }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where isInvisible(scalar):
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      case _: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// Controls (C0, C1), format characters (bidi, zero width) and separators of lines.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    let category = scalar.properties.generalCategory
    return [.control, .format, .lineSeparator, .paragraphSeparator].contains(category)
  }
}

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

extension JSONValue {
  /// The value for a field of CSV: text without quotes, nothing for `null`.
  var plainText: String {
    switch self {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .number(let value): String(value)
    case .string(let value): value
    case .array(let values): values.map(\.plainText).joined(separator: " ")
    case .object(let members): members.map(\.value.plainText).joined(separator: " ")
    }
  }
}

extension [JSONValue.Member] {
  /// The group that an object is about.
  static func group(_ id: Group.ID, _ name: String) -> Self {
    [.init("group", .string(id)), .init("groupName", .string(name))]
  }

  /// What was done, or would be done, and what came of it.
  static func outcome(_ outcome: String, of action: String, error: String?) -> Self {
    [
      .init("action", .string(action)), .init("outcome", .string(outcome)),
      .init("error", .string(error)),
    ]
  }
}

extension JoinLink? {
  /// `null` where there is none.
  var json: JSONValue { self?.json ?? .null }
}

extension JoinLink {
  fileprivate var json: JSONValue {
    .object([
      .init("url", .string(url)),
      .init("enabled", .bool(enabled)),
      .init("requireApproval", .bool(requireApproval)),
      .init("rule", .string(rule.rawValue)),
    ])
  }
}
