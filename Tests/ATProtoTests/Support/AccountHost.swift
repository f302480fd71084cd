import Foundation
import ScriptedHTTP
import Synchronization

/// The sessions of an account host: gives out tokens in pairs, takes only the newest, and can be
/// told to misbehave.
final class AccountHost: Sendable {
  static let create = "com.atproto.server.createSession"
  static let refresh = "com.atproto.server.refreshSession"
  static let delete = "com.atproto.server.deleteSession"

  private struct State {
    var pairs = 0
    var accessIsGood = true
    var refreshIsGood = true
    var refreshReply: ScriptedServer.Reply?
    var callReply: ScriptedServer.Reply?
    var deleteReply: ScriptedServer.Reply?
  }

  private let state = Mutex(State())
  private let accessTokens: [String]
  private let expiredStatus: Int
  private let refusal: String
  private let refreshGate: Gate?
  private let acceptsNothing: Bool

  /// - Parameters:
  ///   - accessTokens: given out in turn; after them come `access-1`, `access-2` and so on.
  ///   - refusal: the error for a refresh token that is no good.
  ///   - refreshGate: holds every refresh until it is open.
  ///   - acceptsNothing: every access token has always expired.
  init(
    accessTokens: [String] = [], expiredStatus: Int = 400, refusal: String = "ExpiredToken",
    refreshGate: Gate? = nil, acceptsNothing: Bool = false
  ) {
    self.accessTokens = accessTokens
    self.expiredStatus = expiredStatus
    self.refusal = refusal
    self.refreshGate = refreshGate
    self.acceptsNothing = acceptsNothing
  }

  func expireAccess() { state.withLock { $0.accessIsGood = false } }
  func answerRefresh(with reply: ScriptedServer.Reply?) {
    state.withLock { $0.refreshReply = reply }
  }
  func answerCalls(with reply: ScriptedServer.Reply) { state.withLock { $0.callReply = reply } }
  func answerDelete(with reply: ScriptedServer.Reply) { state.withLock { $0.deleteReply = reply } }

  func revoke() {
    state.withLock {
      $0.accessIsGood = false
      $0.refreshIsGood = false
    }
  }

  /// A new pair, as if someone else had refreshed or signed in.
  func newTokens() -> (access: String, refresh: String) {
    state.withLock { state in
      state.pairs += 1
      state.accessIsGood = true
      state.refreshIsGood = true
      return tokens(state)
    }
  }

  @Sendable func reply(to request: ScriptedServer.Request) async -> ScriptedServer.Reply {
    switch request.nsid {
    case Self.create:
      return pair(newTokens())
    case Self.refresh:
      await refreshGate?.wait()
      let (reply, isGood) = state.withLock {
        ($0.refreshReply, $0.refreshIsGood && request.token == tokens($0).refresh)
      }
      if let reply { return reply }
      return isGood ? pair(newTokens()) : error(refusal)
    case Self.delete:
      return state.withLock { $0.deleteReply } ?? .answer(200)
    default:
      let (reply, isGood) = state.withLock {
        ($0.callReply, $0.accessIsGood && request.token == tokens($0).access)
      }
      if let reply { return reply }
      return isGood && !acceptsNothing ? .json("{}") : error("ExpiredToken")
    }
  }

  private func tokens(_ state: State) -> (access: String, refresh: String) {
    let index = state.pairs - 1
    return (
      accessTokens.indices.contains(index) ? accessTokens[index] : "access-\(state.pairs)",
      "refresh-\(state.pairs)"
    )
  }

  private func pair(_ tokens: (access: String, refresh: String)) -> ScriptedServer.Reply {
    .json(
      """
      {"accessJwt":"\(tokens.access)","refreshJwt":"\(tokens.refresh)","handle":"alice.test",
      "did":"did:plc:alice"}
      """)
  }

  private func error(_ name: String) -> ScriptedServer.Reply {
    .json(#"{"error":"\#(name)","message":"No"}"#, status: expiredStatus)
  }
}
