import Canvas
import Foundation
import Moderation

/// The columns of the request list, and how they share a width. Each is placed at a column of its
/// own, so that a name the terminal draws wider than expected can't push the others.
struct RequestColumns {
  private static let marker = 2
  private static let time = 6

  private let name: Range<Int>
  private let handle: Range<Int>
  private let waited: Range<Int>
  private let age: Range<Int>
  private let labels: Range<Int>
  private let relation: Range<Int>
  private let end: Int

  init(width: Int) {
    let times = 2 * (Self.time + 1)
    // The rest is shared between words: who they are first, then what is known of them.
    let words = max(0, width - Self.marker - times - 3)
    let name = words * 28 / 100
    let handle = words * 34 / 100
    let relation = min(13, words * 20 / 100)
    let labels = max(0, words - name - handle - relation)

    var column = Self.marker
    func next(_ width: Int) -> Range<Int> {
      defer { column += width + 1 }
      return column..<column + width
    }
    self.name = next(name)
    self.handle = next(handle)
    waited = next(Self.time)
    age = next(Self.time)
    self.relation = next(relation)
    self.labels = next(labels)
    end = width
  }

  func drawNames(on frame: inout Frame, row: Int, column: Int) {
    frame.fill(row: row, column: column, columns: end, style: .header)
    let names = [
      (name, "NAME"), (handle, "HANDLE"), (waited, "WAITED"), (age, "AGE"),
      (relation, "RELATION"), (labels, "LABELS"),
    ]
    for (range, text) in names {
      frame.put(
        text, row: row, column: column + range.lowerBound, width: range.count, style: .header)
    }
  }

  func draw(
    _ request: JoinRequest, fault: Fault?, now: Date, isSelected: Bool, tone: RowTone,
    on frame: inout Frame, row: Int, column: Int
  ) {
    let person = request.person
    frame.fill(row: row, column: column, columns: end, style: tone.base)
    func put(_ text: String, _ range: Range<Int>, _ style: Style) {
      frame.put(text, row: row, column: column + range.lowerBound, width: range.count, style: style)
    }
    put(fault == nil ? (isSelected ? "▸" : "") : "✗", 0..<Self.marker, tone.base)
    put(person.displayName, name, tone.base)
    put("@\(person.handle)", handle, tone.handle)
    if let fault {
      put(fault.message, waited.lowerBound..<end, tone.failed)
      return
    }
    put(request.requestedAt.map { Age(from: $0, to: now).short } ?? "?", waited, tone.base)
    put(person.createdAt.map { Age(from: $0, to: now).short } ?? "?", age, tone.base)
    put(person.relationText, relation, tone.dim)
    put(person.labels.joined(separator: " "), labels, tone.base)
  }
}
