import Simulator
import Testing

@testable import Moderation

extension Fixture {
  static let convo = "chat.bsky.convo.getConvo"
  static let members = "chat.bsky.convo.getConvoMembers"
  static let remove = "chat.bsky.group.removeMembers"
  static let editLink = "chat.bsky.group.editJoinLink"
  static let disableLink = "chat.bsky.group.disableJoinLink"
  static let enableLink = "chat.bsky.group.enableJoinLink"

  /// The first group as the service layer sees it.
  var seen: Moderation.Group {
    get async throws { try await service.group(try group.id) }
  }

  /// The link of a group as it is at the service.
  func link(of group: Moderation.Group.ID) -> SimulatedLink? {
    simulator.groups.first { $0.id == group }?.link
  }

  /// What was done to groups, in order: the names of the procedures that took effect.
  var procedures: [String] {
    simulator.calls.filter { $0.method == "POST" && $0.tookEffect && $0.nsid.hasPrefix("chat.") }
      .compactMap { $0.nsid.split(separator: ".").last.map(String.init) }
  }
}

extension InjectedFault {
  /// An error as a lexicon declares it.
  static func refusal(
    _ name: String, on nsid: String, times: Int? = 1, every: Int = 1
  ) -> InjectedFault {
    InjectedFault(
      .answer(status: 400, body: #"{"error":"\#(name)","message":"No."}"#), on: nsid, times: times,
      every: every)
  }
}

extension SimulatedLink {
  /// Every kind of link there is, and none.
  static let all: [SimulatedLink?] =
    [nil]
    + [true, false].flatMap { isEnabled in
      [true, false].flatMap { requiresApproval in
        [true, false].map { isForFollowed in
          SimulatedLink(
            code: "abc", isEnabled: isEnabled, requiresApproval: requiresApproval,
            isForFollowed: isForFollowed)
        }
      }
    }

  /// Anybody is in at once.
  static let open = SimulatedLink(code: "abc", requiresApproval: false)
}
