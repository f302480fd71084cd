import Foundation

extension Endpoint {
  /// The one service that `chat.bsky.*` may be sent to.
  static let chatProxy = "did:web:api.bsky.chat#bsky_chat"
  /// The one service that `app.bsky.*` may be sent to by name.
  static let appViewProxy = "did:web:api.bsky.app#bsky_appview"

  /// Finds the method of a call and refuses what a real host would: the service behind it, the verb
  /// and the token first, then the input.
  static func invocation(
    of call: Call, in state: State, at now: Milliseconds
  ) throws(Refusal) -> (endpoint: Endpoint, invocation: Invocation) {
    guard Syntax.isNSID(call.name) else { throw .invalidRequest("invalid xrpc path") }
    guard let endpoint = all[call.name] else { throw .methodNotImplemented }
    try endpoint.checkProxy(call.headers["atproto-proxy"])
    try endpoint.checkVerb(call.method)
    let (viewer, token) = try endpoint.authorize(call.headers["authorization"], state, at: now)
    let (parameters, input) = try endpoint.readInput(call)
    return (
      endpoint,
      Invocation(
        viewer: viewer, token: token, parameters: parameters, input: input, now: now,
        labelers: try LabelerSelection(header: call.headers["atproto-accept-labelers"]))
    )
  }

  private func checkProxy(_ proxy: String?) throws(Refusal) {
    let isKnown =
      switch service {
      case .host: proxy == nil
      case .chat: proxy == Self.chatProxy
      case .appView: proxy == nil || proxy == Self.appViewProxy
      }
    guard isKnown else { throw .methodNotImplemented }
  }

  private func checkVerb(_ verb: String) throws(Refusal) {
    let expected = isProcedure ? "POST" : "GET"
    guard verb == expected else {
      throw .invalidRequest("Incorrect HTTP method (\(verb)) expected \(expected)")
    }
  }

  private func authorize(
    _ header: String?, _ state: State, at now: Milliseconds
  ) throws(Refusal) -> (viewer: Int, token: String) {
    if access == .anyone { return (People.owner, "") }
    guard let header else { throw Refusal(401, "AuthMissing", "Authentication Required") }
    let parts = header.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "Bearer", !parts[1].isEmpty else {
      throw Refusal(400, "InvalidToken", "Unexpected authorization type")
    }
    let token = String(parts[1])
    if access == .refreshToken { return (try state.sessions.account(refresh: token), token) }
    let viewer = try state.sessions.account(access: token, at: now)
    if service == .chat, state.sessions.excludesChat {
      throw Refusal(400, "InvalidToken", "Bad token method")
    }
    return (viewer, token)
  }

  private func readInput(_ call: Call) throws(Refusal) -> (Parameters, Fields) {
    switch input {
    case .parameters(let names):
      guard call.body.isEmpty else { throw .unexpectedBody }
      return (try Parameters(call.query, allowing: names), .none)
    case .nothing:
      guard call.body.isEmpty else { throw .unexpectedBody }
      return (try Parameters(call.query, allowing: []), .none)
    case .body(let names):
      guard !call.body.isEmpty else {
        throw .invalidRequest("A request body is expected but none was provided")
      }
      guard let type = call.headers["content-type"] else {
        throw .invalidRequest("Request encoding (Content-Type) required but not provided")
      }
      let media = type.split(separator: ";").first?.trimmingCharacters(in: .whitespaces)
      guard media?.lowercased() == "application/json" else {
        throw .invalidRequest("Wrong request encoding (Content-Type): \(type)")
      }
      guard let json = try? JSON(decoding: call.body) else {
        throw .invalidRequest("Request body is not valid JSON")
      }
      return (try Parameters(call.query, allowing: []), try Fields(json, allowing: names))
    }
  }
}

extension Refusal {
  fileprivate static let unexpectedBody = Refusal.invalidRequest(
    "A request body was provided when none was expected")
}
