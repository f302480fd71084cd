import ATProto
import Foundation

/// What decisions are made of.
extension Undertaking {
  /// `chat.bsky.group.rejectJoinRequest`
  static func rejection(of request: JoinRequest.ID, by caller: ServiceCaller) -> Undertaking {
    Undertaking(
      send: { () async throws(XRPCError) in
        try await caller.once(
          ChatBskyGroup.RejectJoinRequest(convoId: request.group, member: request.member))
      },
      isDone: { () async throws(Fault) in try await !isWaiting(request, caller) })
  }

  /// `chat.bsky.group.approveJoinRequest`
  static func approval(of request: JoinRequest.ID, by caller: ServiceCaller) -> Undertaking {
    Undertaking(
      send: { () async throws(XRPCError) in
        try await caller.once(
          ChatBskyGroup.ApproveJoinRequest(convoId: request.group, member: request.member))
      },
      isDone: { () async throws(Fault) in try await !isWaiting(request, caller) })
  }

  /// `app.bsky.graph.block`, made with `com.atproto.repo.createRecord`.
  /// - Parameter key: the same for every call about the same person, so that the host can't keep
  ///   two blocks of one.
  static func block(of person: DID, key: TID, by caller: ServiceCaller) -> Undertaking {
    Undertaking(
      send: { () async throws(XRPCError) in
        try await caller.once(
          ComAtprotoRepo.CreateRecord(
            repo: caller.session.did, rkey: key,
            record: AppBskyGraph.Block(subject: person, createdAt: caller.time.now())))
      },
      isDone: { () async throws(Fault) in
        try await caller.ask(AppBskyActor.GetProfiles(actors: [person])).profiles
          .contains { $0.did == person && $0.viewer?.blocking != nil }
      })
  }

  /// Whether the person is on the group's list.
  private static func isWaiting(
    _ request: JoinRequest.ID, _ caller: ServiceCaller
  ) async throws(Fault) -> Bool {
    let pager = RequestPager(request.group, caller: caller)
    while let page = try await pager.next() {
      if page.contains(where: { $0.person.did == request.member }) { return true }
    }
    return false
  }
}
