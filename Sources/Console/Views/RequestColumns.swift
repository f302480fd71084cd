import Canvas

/// The columns of the request list, and how they share a width. Each is placed at a column of its
/// own, so that a name the terminal draws wider than expected can't push the others.
struct RequestColumns {
  /// The selection, a sign, and a space.
  static let gutter = 3
  private static let time = 6
  private static let followers = 9
  /// The longest of the words for a relation.
  private static let relation = 11
  /// A list narrower than this has no column for followers, and says the relation in the notes.
  private static let roomy = 76
  /// With a column for the group there must be more room for one with the relation.
  private static let wide = 110

  let name: Range<Int>
  let handle: Range<Int>
  /// Nil where all are of one group.
  let group: Range<Int>?
  let waited: Range<Int>
  let age: Range<Int>
  let followers: Range<Int>?
  /// Nil where the notes say it.
  let relation: Range<Int>?
  let notes: Range<Int>
  let width: Int

  /// All that is right of who they are. None of it may be in sight.
  var facts: Range<Int> { waited.lowerBound..<max(waited.lowerBound, width) }

  /// - Parameter hasGroup: the rows are of several groups.
  init(width: Int, hasGroup: Bool) {
    let hasFollowers = width >= Self.roomy
    let hasRelation = width >= (hasGroup ? Self.wide : Self.roomy)
    let fixed =
      Self.gutter + 2 * (Self.time + 1) + (hasFollowers ? Self.followers + 1 : 0)
      + (hasRelation ? Self.relation + 1 : 0) + (hasGroup ? 3 : 2)
    // The rest is shared between words: who they are first, then what is known of them.
    let words = max(0, width - fixed)
    let name = words * (hasGroup ? 25 : 31) / 100
    let handle = words * (hasGroup ? 32 : 37) / 100
    let group = hasGroup ? words * 20 / 100 : 0

    var column = Self.gutter
    func next(_ width: Int) -> Range<Int> {
      defer { column += width + 1 }
      return column..<column + width
    }
    self.name = next(name)
    self.handle = next(handle)
    self.group = hasGroup ? next(group) : nil
    waited = next(Self.time)
    age = next(Self.time)
    followers = hasFollowers ? next(Self.followers) : nil
    relation = hasRelation ? next(Self.relation) : nil
    notes = next(max(0, words - name - handle - group))
    self.width = width
  }

  func drawNames(on frame: inout Frame, row: Int, column: Int) {
    frame.fill(row: row, column: column, columns: width, style: .header)
    let names = [
      (name, "NAME"), (handle, "HANDLE"), (group, "GROUP"), (waited, "WAITED"), (age, "AGE"),
      (followers, "FOLLOWERS"), (relation, "RELATION"), (notes, "NOTES"),
    ]
    for case (let range?, let text) in names {
      frame.put(
        text, row: row, column: column + range.lowerBound, width: range.count, style: .header)
    }
  }
}
