/// Something in a theme that can't be used, and where it stands.
struct ThemeFault {
  let file: String
  let line: Int
  let column: Int
  let text: String

  var warning: String { "\(file):\(line):\(column): \(text)" }
}
