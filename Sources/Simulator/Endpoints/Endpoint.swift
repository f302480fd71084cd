import Foundation

/// A method of the API: how it may be called and what it does.
struct Endpoint: Sendable {
  /// Which of the services behind the one address knows it.
  enum Service {
    /// The account host itself.
    case host
    /// Reached through the host, which asks for the header `atproto-proxy`.
    case chat
    /// Reached through the host, with or without the header.
    case appView
  }

  enum Access {
    case anyone
    case accessToken
    case refreshToken
  }

  enum Input {
    /// A query, with these parameters.
    case parameters(Set<String>)
    /// A procedure with a JSON body of these members.
    case body(Set<String>)
    /// A procedure without a body.
    case nothing
  }

  /// Does the work. Nil is an empty answer.
  typealias Work = @Sendable (inout ServiceState, Invocation) throws(ServiceError) -> JSON?

  let nsid: String
  let service: Service
  let access: Access
  let input: Input
  let work: Work

  init(
    _ nsid: String, _ service: Service, access: Access = .accessToken, _ input: Input,
    work: @escaping Work
  ) {
    self.nsid = nsid
    self.service = service
    self.access = access
    self.input = input
    self.work = work
  }

  var isProcedure: Bool {
    switch input {
    case .parameters: false
    case .body, .nothing: true
    }
  }

  static let all: [String: Endpoint] = Dictionary(
    uniqueKeysWithValues: (server + identity + repo + actor + convo + group + members + link).map {
      ($0.nsid, $0)
    })
}

extension Endpoint {
  /// The one service that `chat.bsky.*` may be sent to.
  static let chatProxy = "did:web:api.bsky.chat#bsky_chat"
  /// The one service that `app.bsky.*` may be sent to by name.
  static let appViewProxy = "did:web:api.bsky.app#bsky_appview"

  /// Finds the method of a call and refuses what a real host would: the service behind it, the verb
  /// and the token first, then the input.
  static func invocation(
    of call: Call, in state: ServiceState, at now: Milliseconds
  ) throws(ServiceError) -> (endpoint: Endpoint, invocation: Invocation) {
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

  private func checkProxy(_ proxy: String?) throws(ServiceError) {
    let isKnown =
      switch service {
      case .host: proxy == nil
      case .chat: proxy == Self.chatProxy
      case .appView: proxy == nil || proxy == Self.appViewProxy
      }
    guard isKnown else { throw .methodNotImplemented }
  }

  private func checkVerb(_ verb: String) throws(ServiceError) {
    let expected = isProcedure ? "POST" : "GET"
    guard verb == expected else {
      throw .invalidRequest("Incorrect HTTP method (\(verb)) expected \(expected)")
    }
  }

  private func authorize(
    _ header: String?, _ state: ServiceState, at now: Milliseconds
  ) throws(ServiceError) -> (viewer: Int, token: String) {
    if access == .anyone { return (Population.owner, "") }
    guard let header else { throw ServiceError(401, "AuthMissing", "Authentication Required") }
    let parts = header.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "Bearer", !parts[1].isEmpty else {
      throw ServiceError(400, "InvalidToken", "Unexpected authorization type")
    }
    let token = String(parts[1])
    if access == .refreshToken { return (try state.sessions.account(refresh: token), token) }
    let viewer = try state.sessions.account(access: token, at: now)
    if service == .chat, state.sessions.excludesChat {
      throw ServiceError(400, "InvalidToken", "Bad token method")
    }
    return (viewer, token)
  }

  private func readInput(_ call: Call) throws(ServiceError) -> (Parameters, Fields) {
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

extension ServiceError {
  fileprivate static let unexpectedBody = ServiceError.invalidRequest(
    "A request body was provided when none was expected")
}

/// A call that may go to work: known method, valid token, sound input.
struct Invocation {
  /// Serial number of the account that calls. Means nothing to a method that anyone may call.
  let viewer: Int
  /// The bearer token; empty where none is needed.
  let token: String
  let parameters: Parameters
  let input: Fields
  let now: Milliseconds
  /// Whose labels are to be on profiles.
  let labelers: LabelerSelection
}

/// All that changes while the simulator runs.
struct ServiceState {
  var world: World
  var sessions = Sessions()
  var calls = CallLedger()
  var faults: [ArmedFault] = []
  /// Calls that are held until the faults are cleared.
  var held: [AsyncStream<Never>.Continuation] = []
  /// The mailed code that signing in asks for; nil: none.
  var authFactor: String?
  /// `http://127.0.0.1:PORT`
  var host = ""

  /// The first fault that a call meets, which is used up by it.
  mutating func takeFault(for nsid: String) -> InjectedFault? {
    for index in faults.indices where faults[index].concerns(nsid) {
      guard faults[index].isDue() else { continue }
      let fault = faults[index].fault
      if let times = fault.times {
        if times > 1 { faults[index].fault.times = times - 1 } else { faults.remove(at: index) }
      }
      return fault
    }
    return nil
  }

  /// - Returns: what the call has to wait for, to its end, before it goes on; nil: nothing.
  mutating func holdIfAsked(_ fault: InjectedFault) -> AsyncStream<Never>? {
    guard case .hold = fault.disruption else { return nil }
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    held.append(continuation)
    return stream
  }

  mutating func clearFaults() {
    faults = []
    for call in held { call.finish() }
    held = []
  }
}
