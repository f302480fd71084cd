import ATProto
import Foundation

/// What decisions are made of.
extension VerifiableCall<Void> {
  /// `chat.bsky.group.rejectJoinRequest`
  static func rejection(
    of request: JoinRequest.ID, _ evidence: Evidence, by caller: ServiceCaller
  ) -> VerifiableCall {
    VerifiableCall(
      send: { () async throws(XRPCError) in
        _ = try await caller.once(
          ChatBskyGroup.RejectJoinRequest(convoId: request.group, member: request.member))
      },
      look: { mayBeDone async throws(Fault) in
        if try await caller.isWaiting(request, since: evidence.requestedAt) { return .undone }
        guard mayBeDone else { return .gone(()) }
        let isProven = try await caller.proves(Decision(.reject, request), evidence)
        return isProven ? .done(()) : .gone(())
      })
  }

  /// `chat.bsky.group.removeMembers`
  static func removal(
    of membership: Membership, _ evidence: Evidence, by caller: ServiceCaller
  ) -> VerifiableCall {
    VerifiableCall(
      send: { () async throws(XRPCError) in
        _ = try await caller.once(
          ChatBskyGroup.RemoveMembers(convoId: membership.group, members: [membership.member]))
      },
      look: { mayBeDone async throws(Fault) in
        if try await caller.isMember(membership) { return .undone }
        guard mayBeDone else { return .gone(()) }
        let isProven = try await caller.proves(Decision(.remove, membership), evidence)
        return isProven ? .done(()) : .gone(())
      })
  }

  /// `app.bsky.graph.block`, made with `com.atproto.repo.createRecord`.
  /// - Parameter key: the same for every call about the same person, so that the host can't keep
  ///   two blocks of one.
  static func block(of person: DID, key: TID, by caller: ServiceCaller) -> VerifiableCall {
    VerifiableCall(
      send: { () async throws(XRPCError) in
        _ = try await caller.once(
          ComAtprotoRepo.CreateRecord(
            repo: caller.session.did, rkey: key,
            record: AppBskyGraph.Block(subject: person, createdAt: caller.time.now())))
      },
      look: { mayBeDone async throws(Fault) in
        if mayBeDone, try await caller.isBlock(of: person, key.description) { return .done(()) }
        return try await caller.blocked(among: [person]).contains(person) ? .done(()) : .undone
      })
  }
}

extension VerifiableCall<Int?> {
  /// `chat.bsky.group.approveJoinRequest`. What comes of it is how many seats are left, as far as
  /// the answer tells.
  static func approval(
    of request: JoinRequest.ID, _ evidence: Evidence, by caller: ServiceCaller
  ) -> VerifiableCall {
    VerifiableCall(
      send: { () async throws(XRPCError) in
        let answer = try await caller.once(
          ChatBskyGroup.ApproveJoinRequest(convoId: request.group, member: request.member))
        guard case .group(let group) = answer.convo?.kind else { return nil }
        return max(0, group.memberLimit - group.memberCount)
      },
      look: { mayBeDone async throws(Fault) in
        if try await caller.isWaiting(request, since: evidence.requestedAt) { return .undone }
        guard mayBeDone else { return .gone(nil) }
        if try await caller.isMember(request) { return .done(nil) }
        let isProven = try await caller.proves(Decision(.approve, request), evidence)
        return isProven ? .done(nil) : .gone(nil)
      })
  }
}

/// Looks that show what has come of decisions.
extension ServiceCaller {
  /// Whether the request is on the group's list: not a later one of the same person.
  fileprivate func isWaiting(
    _ request: JoinRequest.ID, since requestedAt: Date?
  ) async throws(Fault) -> Bool {
    let listed = try await Pages(requestsIn: request.group, caller: self, needsLabels: false)
      .find(request.member)
    return listed?.wasMade(at: requestedAt) ?? false
  }

  /// Whether the person is in the group.
  fileprivate func isMember(_ membership: Membership) async throws(Fault) -> Bool {
    try await Pages(membersOf: membership.group, caller: self, needsLabels: false)
      .find(membership.member) != nil
  }

  /// Whether the log says that it was carried out.
  fileprivate func proves(
    _ decision: Decision, _ evidence: Evidence
  ) async throws(Fault) -> Bool {
    try await loggedOutcomes(after: evidence.logCursor)?.prove(decision) ?? false
  }

  /// Whether the account has the record of a block of this person under the key.
  func isBlock(of person: DID, _ key: String) async throws(Fault) -> Bool {
    let record = try await find(
      ComAtprotoRepo.GetRecord<AppBskyGraph.Block>(repo: session.did, rkey: key))
    return record?.value.subject == person
  }

  /// Those of some people, at most 25, whom the account blocks by records of its own. Whom it
  /// blocks by a moderation list only is not among them: the list can let go of them at any time.
  func blocked(among people: [DID]) async throws(Fault) -> Set<DID> {
    var blocked: Set<DID> = []
    for profile in try await ask(AppBskyActor.GetProfiles(actors: people)).profiles {
      guard let viewer = profile.viewer, let key = viewer.blockKey(of: session.did) else {
        continue
      }
      // With a list in play too the record has to speak for itself.
      if viewer.blockingByList != nil {
        guard try await isBlock(of: profile.did, key) else { continue }
      }
      blocked.insert(profile.did)
    }
    return blocked
  }
}

extension JoinRequest {
  /// Whether this is the request that was made then, and not a later one; where one of the two dates
  /// is not known it is taken for it.
  func wasMade(at date: Date?) -> Bool {
    date == nil || requestedAt == nil || requestedAt == date
  }
}

extension AppBskyActor.ViewerState {
  /// The key of the account's own record of the block; nil where the block is somebody's list.
  fileprivate func blockKey(of account: DID) -> String? {
    let start = "at://\(account)/\(AppBskyGraph.Block.nsid)/"
    guard let blocking, blocking.hasPrefix(start) else { return nil }
    return String(blocking.dropFirst(start.count))
  }
}
