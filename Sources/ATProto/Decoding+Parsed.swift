extension SingleValueDecodingContainer {
  /// A value written as a string.
  /// - Throws: `DecodingError` where the text does not parse; the text is not in the error.
  func decodeParsed<Value: LosslessStringConvertible>(_: Value.Type = Value.self) throws -> Value {
    guard let value = try Value(decode(String.self)) else {
      throw DecodingError.dataCorruptedError(
        in: self, debugDescription: "This is not a valid \(Value.self).")
    }
    return value
  }
}
