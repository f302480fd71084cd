import Canvas
import Foundation
import Moderation

/// The columns of the request list, and how they share a width. Each is placed at a column of its
/// own, so that a name the terminal draws wider than expected can't push the others.
struct RequestColumns {
  private static let marker = 2
  private static let time = 6
  /// The longest of the words for a relation.
  private static let relation = 11
  /// A list narrower than this shows labels and relation in one column.
  private static let roomy = 76

  private let name: Range<Int>
  private let handle: Range<Int>
  private let waited: Range<Int>
  private let age: Range<Int>
  /// Nil where the notes say it.
  private let relation: Range<Int>?
  /// The labels, with the relation before them where that has no column of its own.
  private let notes: Range<Int>
  private let width: Int

  /// Relation and labels have columns of their own.
  var isRoomy: Bool { relation != nil }

  init(width: Int) {
    let isRoomy = width >= Self.roomy
    let fixed =
      Self.marker + 2 * (Self.time + 1) + 2 + (isRoomy ? Self.relation + 1 : 0)
    // The rest is shared between words: who they are first, then what is known of them.
    let words = max(0, width - fixed)
    let name = words * 32 / 100
    let handle = words * 38 / 100

    var column = Self.marker
    func next(_ width: Int) -> Range<Int> {
      defer { column += width + 1 }
      return column..<column + width
    }
    self.name = next(name)
    self.handle = next(handle)
    waited = next(Self.time)
    age = next(Self.time)
    relation = isRoomy ? next(Self.relation) : nil
    notes = next(max(0, words - name - handle))
    self.width = width
  }

  func drawNames(on frame: inout Frame, row: Int, column: Int) {
    frame.fill(row: row, column: column, columns: width, style: .header)
    var names = [(name, "NAME"), (handle, "HANDLE"), (waited, "WAITED"), (age, "AGE")]
    if let relation { names.append((relation, "RELATION")) }
    names.append((notes, relation == nil ? "NOTES" : "LABELS"))
    for (range, text) in names {
      frame.put(
        text, row: row, column: column + range.lowerBound, width: range.count, style: .header)
    }
  }

  func draw(
    _ request: JoinRequest, fault: Fault?, now: Date, isSelected: Bool, style: Style,
    on frame: inout Frame, row: Int, column: Int
  ) {
    let person = request.person
    frame.fill(row: row, column: column, columns: name.upperBound, style: style)
    func put(_ text: String, _ range: Range<Int>, _ style: Style) {
      frame.put(text, row: row, column: column + range.lowerBound, width: range.count, style: style)
    }
    put(fault == nil ? (isSelected ? "▸" : "") : "✗", 0..<Self.marker, style)
    put(person.displayName, name, style)
    put("@\(person.handle)", handle, .rowHandle)
    if let fault {
      put(fault.message, waited.lowerBound..<width, .rowFailed)
      return
    }
    put(request.requestedAt.map { Age(from: $0, to: now).short } ?? "?", waited, .row)
    put(person.createdAt.map { Age(from: $0, to: now).short } ?? "?", age, .row)
    let labels = person.labels.joined(separator: " ")
    if let relation {
      put(person.relationText, relation, .rowDim)
      put(labels, notes, .row)
    } else {
      let parts = [person.relationText, labels].filter { !$0.isEmpty }
      put(parts.joined(separator: ", "), notes, .rowDim)
    }
  }
}
