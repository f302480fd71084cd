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
    let width = max(0, area.columns - 1)
    var row = area.row
    func put(_ lines: [String], _ style: Style) {
      for line in lines where row < area.endRow {
        frame.put(line, row: row, column: area.column + 1, width: width, style: style)
        row += 1
      }
    }
    let remark = remark(on: request, width: width, lines: max(1, area.rows - 2), frame.repertoire)
    put([identity(of: request.person)], .rowHandle)
    let room = area.rows - 1 - (remark?.lines.count ?? 0)
    let facts = fit(facts(of: request), width: width, lines: max(1, room), frame.repertoire)
    put(facts.map { $0.hasSuffix(" ·") ? String($0.dropLast(2)) : $0 }, .base)
    if let remark { put(remark.lines, remark.style) }
  }

  private func identity(of person: Person) -> String {
    let acquaintances = person.acquaintances.map { " · \($0)" } ?? ""
    return "\(person.mention)\(person.verified ? "  verified" : "")\(acquaintances)"
  }

  /// What differs least from row to row stands first: it need not be sent again.
  private func facts(of request: JoinRequest) -> String {
    let counts = state.people.profiles[request.person.did].map { " · \($0.countsText)" } ?? ""
    return "asked \(request.requestedAt?.minuteText ?? "?")\(counts)"
  }

  /// What is wrong, or else what the owner's rules say, or what burst it is.
  private func remark(
    on request: JoinRequest, width: Int, lines: Int, _ repertoire: Repertoire
  ) -> (lines: [String], style: Style)? {
    if let departure = state.departure(of: request.id) {
      let text = departure.cause.sentence(request.person.mention)
      return (fit(text, width: width, lines: lines, repertoire), .rowGone)
    }
    if let fault = state.failure(of: request.id)?.fault {
      let text = "\(fault.message) \(fault.cure)"
      return (fit(text, width: width, lines: lines, repertoire), .statusError)
    }
    func list(_ beginning: String, _ reasons: [String]) -> [String] {
      wrap(
        beginning, listing: reasons, "reason", width: width, lines: lines, repertoire: repertoire)
    }
    if let suggestion = state.suggestion(for: request) {
      return (list(suggestion.beginning, suggestion.reasons), .rowBadge)
    }
    return state.people.bursts.cluster(of: request.id).map { cluster, _ in
      (list(cluster.beginning, cluster.reasonTexts), .rowBadge)
    }
  }

  /// The text in at most so many lines. What the last of them has no room for is cut: the details have
  /// it.
  private func fit(
    _ text: String, width: Int, lines count: Int, _ repertoire: Repertoire
  ) -> [String] {
    let lines = wrap(text, width: width, repertoire: repertoire)
    guard lines.count > count else { return lines }
    return lines.prefix(count - 1) + [lines[(count - 1)...].joined(separator: " ")]
  }
}
