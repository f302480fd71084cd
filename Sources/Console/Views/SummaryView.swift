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
    for (index, (text, style)) in lines(for: request).prefix(area.rows).enumerated() {
      frame.put(
        text, row: area.row + index, column: area.column + 1, width: max(0, area.columns - 1),
        style: style)
    }
  }

  private func lines(for request: JoinRequest) -> [(String, Style)] {
    let person = request.person
    let profile = state.profiles[person.did]
    let acquaintances = person.acquaintances.map { " · \($0)" } ?? ""
    let verified = person.verified ? "  verified" : ""
    let first = ("\(person.mention)\(verified)\(acquaintances)", Style.rowHandle)
    // What differs least from row to row stands first: it need not be sent again.
    let counts = profile.map { " · \($0.countsText)" } ?? ""
    let second = ("asked \(request.requestedAt?.minuteText ?? "?")\(counts)", Style.base)
    return [first, second] + [trouble(with: request) ?? remark(on: request)].compactMap { $0 }
  }

  private func trouble(with request: JoinRequest) -> (String, Style)? {
    if let departure = state.departure(of: request.id) {
      return (departure.cause.sentence(request.person.mention), .rowGone)
    }
    guard let fault = state.failure(of: request.id)?.fault else { return nil }
    return ("\(fault.message) \(fault.cure)", .statusError)
  }

  private func remark(on request: JoinRequest) -> (String, Style)? {
    if let suggestion = state.suggestion(for: request) { return (suggestion.sentence, .rowBadge) }
    return state.clusters.cluster(of: request.id).map { ($0.cluster.sentence, .rowBadge) }
  }
}
