/// A chat service on loopback that behaves as the lexicons say: account host, chat service and app
/// view behind one address, over real HTTP. It shares no code with the client that is tried on it.
public final class Simulator: Sendable {
  /// What signs an account of the world in.
  public struct Credentials: Sendable {
    public let handle: String
    public let did: String
    public let password: String
  }

  /// `http://127.0.0.1:PORT`
  public let url: String

  let responder: Responder
  private let listener: Listener
  private let arrivals: Task<Void, any Error>?

  private init(_ options: WorldOptions, _ latency: Duration, _ port: Int) async throws {
    let responder = Responder(World(options, at: .now), latency: latency)
    listener = try await Listener(responder, port: port)
    let url = "http://127.0.0.1:\(listener.port)"
    responder.state.withLock { $0.host = url }
    arrivals =
      options.ratePerMinute > 0
      ? Task { try await responder.admitNewcomers(options.ratePerMinute, seed: options.seed) } : nil
    self.url = url
    self.responder = responder
  }

  /// Starts to listen on 127.0.0.1. Returns when it accepts connections.
  /// - Parameters:
  ///   - latency: how long each answer is held back.
  ///   - port: 0 takes a free one.
  /// - Throws: where the port can't be had.
  public static func start(
    _ options: WorldOptions = WorldOptions(), latency: Duration = .zero, port: Int = 0
  ) async throws -> Simulator {
    try await Simulator(options, latency, port)
  }

  /// Signs in as the owner of the world's groups.
  public var owner: Credentials {
    responder.state.withLock { $0.world.people.credentials(People.owner) }
  }

  /// Closes the port and every connection; calls that still wait for an answer get none.
  public func stop() async {
    arrivals?.cancel()
    await listener.close()
  }
}
