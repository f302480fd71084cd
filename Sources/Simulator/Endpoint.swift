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
  typealias Work = @Sendable (inout State, Invocation) throws(Refusal) -> JSON?

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
