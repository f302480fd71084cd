import Foundation
import Moderation

/// The requests that `--where` lets through.
struct RequestFilter: Sendable {
  /// What no call tells.
  private static let unavailable: Set<Filter.Field> = [.count(.asked), .flag(.repeat)]

  private let filter: Filter
  private let now: Date

  /// Throws with exit status 65, marking the place, for a mistake in the expression.
  init(_ text: String, now: Date) throws(CommandError) {
    do {
      filter = try Filter(text)
    } catch {
      throw CommandError(error, in: text)
    }
    self.now = now
    guard let field = filter.fields.intersection(Self.unavailable).map(\.name).min() else { return }
    let names = Filter.Field.allCases.filter { !Self.unavailable.contains($0) }.map(\.name)
    throw CommandError(
      "The service does not tell \"\(field)\".",
      cure: "Filter by \(names.joined(separator: ", ")).", .badInput)
  }

  /// It asks for what only full profiles tell.
  var needsProfile: Bool { filter.needsProfile }

  func matches(_ listed: ListedRequest, in group: Group) -> Bool {
    filter.matches(
      FilterSubject(
        listed.request, groupName: group.name, now: now, profile: listed.profile,
        asked: nil))
  }
}
