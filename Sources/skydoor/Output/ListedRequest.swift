import Foundation
import Moderation

/// A request as a command lists it, with what was looked up about the person.
struct ListedRequest: Sendable {
  let request: JoinRequest
  /// Nil where it was not asked for, or the service has none.
  let profile: Profile?
  /// How many times this person has asked; nil where it was not asked for.
  let asked: Int?

  init(_ request: JoinRequest, profile: Profile? = nil, asked: Int? = nil) {
    var request = request
    if let profile { request.person.update(from: profile) }
    self.request = request
    self.profile = profile
    self.asked = asked
  }

  /// All that a filter can ask about it.
  func subject(in group: Group, now: Date) -> FilterSubject {
    FilterSubject(
      request.person, requestedAt: request.requestedAt, groupName: group.name, now: now,
      profile: profile, asked: asked)
  }
}
