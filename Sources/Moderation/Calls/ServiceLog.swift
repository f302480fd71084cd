import ATProto
import Synchronization

/// How requests and memberships have ended since a place in the log (`chat.bsky.convo.getLog`).
///
/// Of several outcomes the last counts: whoever is rejected can ask again and withdraw, and then the
/// rejection says nothing about the request that was withdrawn.
struct LoggedOutcomes: Sendable {
  private struct LoggedOutcome {
    let kind: ChatBskyConvo.LogEvent.Kind
    let rev: String
  }

  private var requests: [JoinRequest.ID: LoggedOutcome] = [:]
  private var memberships: [Membership: LoggedOutcome] = [:]

  /// Takes a page of the log, in any order.
  mutating func take(_ page: ChatBskyConvo.GetLog.Output) {
    for event in page.logs {
      guard let kind = event.kind else { continue }
      let ending = LoggedOutcome(kind: kind, rev: event.rev)
      switch kind {
      case .approveJoinRequest, .rejectJoinRequest, .withdrawIncomingJoinRequest:
        guard let member = event.member?.did else { continue }
        let id = JoinRequest.ID(group: event.convoId, member: member)
        if requests[id].map({ $0.rev <= event.rev }) ?? true { requests[id] = ending }
      case .removeMember, .memberLeave:
        guard let member = event.formerMember else { continue }
        let id = Membership(group: event.convoId, member: member)
        if memberships[id].map({ $0.rev <= event.rev }) ?? true { memberships[id] = ending }
      case .beginConvo, .acceptConvo, .leaveConvo, .muteConvo, .unmuteConvo, .createMessage,
        .deleteMessage, .readMessage, .addReaction, .removeReaction, .readConvo, .addMember,
        .memberJoin, .lockConvo, .unlockConvo, .lockConvoPermanently, .editGroup, .createJoinLink,
        .editJoinLink, .enableJoinLink, .disableJoinLink, .incomingJoinRequest,
        .outgoingJoinRequest, .withdrawOutgoingJoinRequest, .readJoinRequests:
        continue
      }
    }
  }

  /// Whether the request, or the membership, has ended as was decided.
  func prove(_ decision: Decision) -> Bool {
    switch decision.verdict {
    case .approve: requests[decision.membership]?.kind == .approveJoinRequest
    case .reject, .rejectAndBlock: requests[decision.membership]?.kind == .rejectJoinRequest
    case .remove: memberships[decision.membership]?.kind == .removeMember
    }
  }
}

/// The newest place in the log that is known: where a look goes on that is to find what has
/// happened since a decision was sent. Whoever reads the log moves it on.
final class LogPosition: Sendable {
  private let newest = Mutex<String?>(nil)

  /// Nil where nobody has read the log yet.
  var cursor: String? { newest.withLock { $0 } }

  func move(to cursor: String?) {
    guard let cursor else { return }
    newest.withLock { $0 = cursor }
  }
}

extension ServiceCaller {
  /// More than happens while the owner decides: a look that long is none any more.
  private static let logPages = 200

  /// A page of the log; nil where the service refuses it, perhaps because of its cursor.
  func log(after cursor: String?) async throws(Fault) -> ChatBskyConvo.GetLog.Output? {
    do {
      let page = try await ask(ChatBskyConvo.GetLog(cursor: cursor))
      // What follows an earlier place can be long ago.
      if cursor == nil { logPosition.move(to: page.cursor) }
      return page
    } catch {
      guard error.kind == .refused || error.kind == .badAnswer else { throw error }
      return nil
    }
  }

  /// How requests and memberships have ended since a place in the log; nil where it is not to be
  /// had, or where no place is known.
  func loggedOutcomes(after cursor: String?) async throws(Fault) -> LoggedOutcomes? {
    guard var cursor else { return nil }
    var loggedOutcomes = LoggedOutcomes()
    for _ in 0..<Self.logPages {
      guard let page = try await log(after: cursor) else { return nil }
      loggedOutcomes.take(page)
      guard let next = page.cursor, next != cursor, !page.logs.isEmpty else {
        logPosition.move(to: page.cursor)
        return loggedOutcomes
      }
      cursor = next
    }
    return nil
  }

  /// Finds out where the log is now, unless that is known. Without it a decision whose answer is
  /// lost can't be proven by the log; no decision waits for more than one attempt.
  func findLogPosition() async {
    guard logPosition.cursor == nil else { return }
    let page = try? await askAboutPeopleOnce(ChatBskyConvo.GetLog(), needsLabels: false).output
    logPosition.move(to: page?.cursor)
  }
}
