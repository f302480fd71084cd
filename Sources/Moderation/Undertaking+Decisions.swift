import ATProto
import Foundation

/// What decisions are made of.
extension Undertaking<Void> {
  /// `chat.bsky.group.rejectJoinRequest`
  static func rejection(of request: JoinRequest.ID, by caller: ServiceCaller) -> Undertaking {
    Undertaking(
      send: { () async throws(XRPCError) in
        _ = try await caller.once(
          ChatBskyGroup.RejectJoinRequest(convoId: request.group, member: request.member))
      },
      look: { () async throws(Fault) in try await isWaiting(request, caller) ? nil : () })
  }

  /// `chat.bsky.group.approveJoinRequest`
  static func approval(of request: JoinRequest.ID, by caller: ServiceCaller) -> Undertaking {
    Undertaking(
      send: { () async throws(XRPCError) in
        _ = try await caller.once(
          ChatBskyGroup.ApproveJoinRequest(convoId: request.group, member: request.member))
      },
      look: { () async throws(Fault) in try await isWaiting(request, caller) ? nil : () })
  }

  /// `chat.bsky.group.removeMembers`
  static func removal(of member: JoinRequest.ID, by caller: ServiceCaller) -> Undertaking {
    Undertaking(
      send: { () async throws(XRPCError) in
        _ = try await caller.once(
          ChatBskyGroup.RemoveMembers(convoId: member.group, members: [member.member]))
      },
      look: { () async throws(Fault) in try await isMember(member, caller) ? nil : () })
  }

  /// `app.bsky.graph.block`, made with `com.atproto.repo.createRecord`.
  /// - Parameter key: the same for every call about the same person, so that the host can't keep
  ///   two blocks of one.
  static func block(of person: DID, key: TID, by caller: ServiceCaller) -> Undertaking {
    Undertaking(
      send: { () async throws(XRPCError) in
        _ = try await caller.once(
          ComAtprotoRepo.CreateRecord(
            repo: caller.session.did, rkey: key,
            record: AppBskyGraph.Block(subject: person, createdAt: caller.time.now())))
      },
      look: { () async throws(Fault) in
        let profiles = try await caller.ask(AppBskyActor.GetProfiles(actors: [person])).profiles
        return profiles.contains { $0.did == person && $0.viewer?.blocking != nil } ? () : nil
      })
  }

  /// Whether the person is on the group's list.
  private static func isWaiting(
    _ request: JoinRequest.ID, _ caller: ServiceCaller
  ) async throws(Fault) -> Bool {
    try await Pager(requestsIn: request.group, caller: caller, needsLabels: false)
      .contains(request.member)
  }

  /// Whether the person is in the group.
  private static func isMember(
    _ member: JoinRequest.ID, _ caller: ServiceCaller
  ) async throws(Fault) -> Bool {
    try await Pager(membersOf: member.group, caller: caller, needsLabels: false)
      .contains(member.member)
  }
}
