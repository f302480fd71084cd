/// In which order the people waiting are shown. What is not known comes last either way.
public enum SortOrder: CaseIterable, Sendable {
  /// Longest waiting first.
  case waiting
  /// Youngest account first.
  case age
  /// Fewest followers first.
  case followers
  /// By the alphabet.
  case handle

  /// The one after this, and after the last the first.
  var next: SortOrder {
    let all = Self.allCases
    let index = all.firstIndex(of: self) ?? all.startIndex
    return all[(index + 1) % all.count]
  }
}
