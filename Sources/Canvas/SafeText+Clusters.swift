extension SafeText {
  /// What the cells of a row are filled with, in order: each character with its combining marks.
  var clusters: Clusters { Clusters(rest: string.unicodeScalars[...]) }

  /// A character that takes columns, and the marks on it that take none.
  struct Cluster {
    var string: String
    var width: Int
  }

  struct Clusters: Sequence, IteratorProtocol {
    fileprivate var rest: Substring.UnicodeScalarView

    mutating func next() -> Cluster? {
      guard let base = rest.popFirst() else { return nil }
      var cluster = Cluster(string: String(base), width: base.columns)
      while let mark = rest.first, mark.columns == 0 {
        cluster.string.unicodeScalars.append(mark)
        rest.removeFirst()
      }
      return cluster
    }
  }
}

extension Unicode.Scalar {
  /// The columns of a character that is already safe. The replacement character counts even in
  /// a locale that knows nothing but ASCII.
  fileprivate var columns: Int { isASCII ? 1 : terminalWidth ?? 1 }
}
