/// Comma-separated values by RFC 4180. Texts are given as they are: what a spreadsheet takes for a
/// formula is not changed behind the reader's back.
enum CSV {
  /// A record, with its line end.
  static func line(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",") + "\r\n"
  }

  private static func quoted(_ field: String) -> String {
    // Scalars: a carriage return and a line feed are one character.
    guard field.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else {
      return field
    }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
