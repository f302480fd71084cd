extension JSONValue {
  /// The value for a cell of a table: texts as they are, nothing for `null`.
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
