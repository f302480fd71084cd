import ATProto
import Lexicons
import Testing

@testable import Moderation

/// Holds the names that the protocol has for things against the official schemas.
@Suite(.enabled(if: Lexicons.areGiven, "\(Lexicons.isMissing)"))
struct LexiconTests {
  private let lexicons: Lexicons

  init() throws { lexicons = try Lexicons.load() }

  @Test func statesOfALockAreThoseOfTheLexicon() throws {
    let locks: [Group.Lock] = [.unlocked, .locked, .lockedPermanently]
    #expect(
      Set(locks.map(\.rawValue))
        == (try lexicons.values(of: "chat.bsky.convo.defs#convoLockStatus")))
  }

  @Test func rulesOfALinkAreThoseOfTheLexicon() throws {
    let rules: [JoinLink.Rule] = [.anyone, .followedByOwner]
    #expect(
      Set(rules.map(\.rawValue)) == (try lexicons.values(of: "chat.bsky.group.defs#joinRule")))
  }

  @Test func aLinkIsOnInOneStateOfTheLexicon() throws {
    #expect(
      try lexicons.values(of: "chat.bsky.group.defs#linkEnabledStatus") == ["enabled", "disabled"])
  }

  @Test func rolesOfAMemberAreThoseOfTheLexicon() throws {
    let names = try lexicons.values(of: "chat.bsky.actor.defs#memberRole").sorted()
    #expect(names.map { GroupMember.Role($0) } == [.owner, .standard])
  }

  @Test func errorsOfADecisionAreThoseOfTheLexicons() throws {
    let declared = try lexicons.errors(of: "chat.bsky.group.rejectJoinRequest")
      .union(lexicons.errors(of: "chat.bsky.group.approveJoinRequest"))
    #expect(CallFailure.declared == declared)
  }

  @Test(arguments: [
    "chat.bsky.convo.getConvo", "chat.bsky.convo.getConvoMembers", "chat.bsky.convo.lockConvo",
    "chat.bsky.convo.unlockConvo", "chat.bsky.group.listJoinRequests",
    "chat.bsky.group.approveJoinRequest", "chat.bsky.group.rejectJoinRequest",
    "chat.bsky.group.updateJoinRequestsRead", "chat.bsky.group.editGroup",
    "chat.bsky.group.removeMembers", "chat.bsky.group.createJoinLink",
    "chat.bsky.group.editJoinLink", "chat.bsky.group.enableJoinLink",
    "chat.bsky.group.disableJoinLink", "com.atproto.server.refreshSession",
  ])
  func everyErrorOfAMethodHasItsOwnWords(nsid: String) throws {
    let host = try ServiceURL("https://host.example")
    for name in try lexicons.errors(of: nsid) {
      let error = XRPCError.refused(status: 400, name: name, message: nil, retryAt: nil)
      let fault = Fault(error, host: host, account: "alice.example")
      #expect(!fault.message.contains(name), "\(fault.message)")
    }
  }

  @Test func errorsOfSigningInHaveTheirOwnWords() throws {
    let host = try ServiceURL("https://host.example")
    for name in try lexicons.errors(of: "com.atproto.server.createSession") {
      let error = XRPCError.refused(status: 401, name: name, message: nil, retryAt: nil)
      let fault = Fault(signIn: error, host: host, account: "alice.example")
      #expect(!fault.message.contains(name), "\(fault.message)")
    }
  }
}
