import Canvas

extension [String] {
  /// The first that fits into as many columns, or else the last: texts, the longest first.
  func fitting(_ columns: Int) -> String {
    first { SafeText($0).width <= columns } ?? last ?? ""
  }

  /// `Night Owls`, `Night Owls and Bird walks`, `Night Owls, Bird walks and 3 more`
  var listed: String {
    switch count {
    case 0...1: first ?? ""
    case 2...3: dropLast().joined(separator: ", ") + " and " + self[count - 1]
    case _: prefix(2).joined(separator: ", ") + " and \(count - 2) more"
    }
  }
}
