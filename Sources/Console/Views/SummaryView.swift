import Canvas
import Foundation
import Moderation

/// The selected person below the list: what the row has no room for, and no more, since it is drawn
/// anew with every move of the selection.
struct SummaryView {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.horizontalLine(row: rect.row, column: rect.column, columns: rect.columns, style: .border)
    guard let request = state.selectedRequest else { return }
    let area = rect.dropping(top: 1)
    for (index, (text, style)) in lines(for: request, width: rect.columns).prefix(area.rows)
      .enumerated()
    {
      frame.put(
        text, row: area.row + index, column: area.column + 1, width: max(0, area.columns - 1),
        style: style)
    }
  }

  private func lines(for request: JoinRequest, width: Int) -> [(String, Style)] {
    let person = request.person
    let handle = "@\(person.handle)\(person.verified ? "  verified" : "")"
    let asked = request.requestedAt?.minuteText ?? "?"
    let made = person.createdAt?.minuteText ?? "?"
    let relation =
      RequestColumns(width: width).isRoomy ? person.acquaintances : person.relationSentence
    let labels = person.labels.isEmpty ? nil : "labelled \(person.labels.joined(separator: ", "))"
    var lines: [(String, Style)] = [
      (handle, .rowHandle),
      ("asked \(asked) · made \(made) UTC", .base),
      ([relation, labels].compactMap { $0 }.joined(separator: " · "), .base),
    ]
    if let fault = state.selectedList.fault(of: person.did) {
      lines[1] = ("\(fault.message) \(fault.cure)", .statusError)
    }
    return lines
  }
}
