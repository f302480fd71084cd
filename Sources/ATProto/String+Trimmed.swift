extension String {
  /// Without the white space at both ends. Foundation's way makes an `NSString` of it first, which
  /// takes a moment at the start, when the first session is read.
  var trimmed: String {
    guard
      let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
