extension SortOrder {
  /// What stands first, for the heading.
  func title(isReversed: Bool) -> String {
    switch (self, isReversed) {
    case (.waiting, false): "longest waiting first"
    case (.waiting, true): "newest requests first"
    case (.age, false): "youngest accounts first"
    case (.age, true): "oldest accounts first"
    case (.followers, false): "fewest followers first"
    case (.followers, true): "most followers first"
    case (.handle, false): "by handle, A to Z"
    case (.handle, true): "by handle, Z to A"
    }
  }
}
