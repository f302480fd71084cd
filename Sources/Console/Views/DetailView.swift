import Canvas
import Foundation
import Moderation

/// All that is known of the selected person, on the whole screen.
struct DetailView {
  private static let labelColumns = 11

  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.horizontalLine(row: rect.row, column: rect.column, columns: rect.columns, style: .border)
    guard let request = state.selectedRequest else { return }
    frame.put(
      " \(request.person.title) ", row: rect.row, column: rect.column + 2,
      width: max(0, rect.columns - 4), style: .emphasis)
    var row = rect.row + 1
    for (label, value, style) in facts(of: request) {
      let lines = wrap(value, width: rect.columns - Self.labelColumns - 2)
      for (index, line) in lines.enumerated() where row < rect.endRow {
        frame.put(
          index == 0 ? " \(label)" : "", row: row, column: rect.column, width: Self.labelColumns,
          style: .dim)
        frame.put(
          line, row: row, column: rect.column + Self.labelColumns,
          width: max(0, rect.columns - Self.labelColumns), style: style)
        row += 1
      }
      row += 1
    }
  }

  private func facts(of request: JoinRequest) -> [(label: String, value: String, style: Style)] {
    let person = request.person
    var facts: [(String, String, Style)] = []
    if let fault = state.selectedList.fault(of: person.did) {
      facts.append(("Failed", "\(fault.message) \(fault.cure)", .statusError))
    }
    facts.append(
      ("Handle", "@\(person.handle)\(person.verified ? "  verified" : "")", .rowHandle))
    facts.append(("Waiting", span(since: request.requestedAt, of: "asked"), .base))
    facts.append(("Account", span(since: person.createdAt, of: "made"), .base))
    facts.append(("Relation", person.relationSentence, .base))
    facts.append(
      ("Labels", person.labels.isEmpty ? "none" : person.labels.joined(separator: ", "), .base))
    facts.append(("DID", person.did.description, .dim))
    facts.append(("Profile", "https://bsky.app/profile/\(person.did)", .base))
    if let group = state.selectedGroup {
      facts.append(("Group", "\(group.name): \(group.facts)", .base))
    }
    return facts
  }

  private func span(since date: Date?, of verb: String) -> String {
    guard let date else { return "not known: the service gave no date that can be read" }
    return "\(Age(from: date, to: state.now).long), \(verb) \(date.minuteText) UTC"
  }
}

extension Person {
  /// The name to head the details with.
  fileprivate var title: String {
    displayName.allSatisfy(\.isWhitespace) ? "@\(handle)" : displayName
  }
}
