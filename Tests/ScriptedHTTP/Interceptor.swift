import AsyncHTTPClient
import NIOCore

extension ScriptedServer {
  /// What the server that is stood in front of has answered.
  public struct Original: Sendable {
    public let status: Int
    public let headers: [String: String]
    public let body: String

    /// The answer as it came.
    public var reply: Reply { .answer(status, headers, body) }
  }

  /// Runs a server that asks another one, and may change what it answers.
  /// - Parameter address: where the other one is: `http://127.0.0.1:1234`.
  public static func run<Result: Sendable>(
    before address: String,
    changing change: @escaping @Sendable (Request, Original) async -> Reply,
    _ body: (ScriptedServer) async throws -> Result
  ) async throws -> Result {
    try await run(
      { request in
        guard let original = try? await ask(address, request) else { return .close }
        return await change(request, original)
      }, body)
  }

  private static func ask(_ address: String, _ request: Request) async throws -> Original {
    var outgoing = HTTPClientRequest(url: address + request.target)
    outgoing.method = .RAW(value: request.method)
    for (name, value) in request.headers where !["host", "content-length"].contains(name) {
      outgoing.headers.add(name: name, value: value)
    }
    if !request.body.isEmpty { outgoing.body = .bytes(ByteBuffer(string: request.body)) }
    let answer = try await HTTPClient.shared.execute(outgoing, timeout: .seconds(60))
    let hidden = ["content-length", "transfer-encoding", "connection"]
    let headers = answer.headers.filter { !hidden.contains($0.name.lowercased()) }
    return Original(
      status: Int(answer.status.code),
      headers: Dictionary(headers.map { ($0.name, $0.value) }) { first, _ in first },
      body: String(buffer: try await answer.body.collect(upTo: 1 << 24)))
  }
}
