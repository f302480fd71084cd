import ATProto
import Moderation

/// A decision that has been read and understood, and is ready to be sent.
struct PlannedDecision: Hashable, Sendable {
  let request: JoinRequest.ID
  /// Nil when the person does not wait any more, so that there is nothing to send.
  let handle: Handle?

  var isWaiting: Bool { handle != nil }

  /// The person, for people.
  var name: String { handle.map { "@\($0)" } ?? request.member.description }
}
