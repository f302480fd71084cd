import ATProto
import NIOCore
import NIOPosix
import Synchronization

/// A small HTTP/1.1 server on loopback that answers as a test says, well-formed or not.
public final class ScriptedServer: Sendable {
  public struct Request: Sendable {
    public var method = ""
    /// As it came, with the query string.
    public var target = ""
    /// Lower-case names.
    public var headers: [String: String] = [:]
    public var body = ""

    public var path: String { String(target.prefix { $0 != "?" }) }
    /// The last part of the path: an NSID in an XRPC call.
    public var nsid: String { path.split(separator: "/").last.map(String.init) ?? "" }
    public var token: String? {
      headers["authorization"].map { String($0.dropFirst("Bearer ".count)) }
    }
  }

  public enum Reply: Sendable {
    case answer(Int, [String: String] = [:], String = "")
    /// These bytes, then the end of the connection.
    case raw([UInt8])
    /// These bytes, and no end.
    case rawThenHang([UInt8])
    /// These bytes over and over, until the client has enough.
    case endless(head: String, chunk: [UInt8])

    /// The end of the connection, and no answer.
    public static var close: Reply { .raw([]) }
    public static var hang: Reply { .rawThenHang([]) }
    public static func json(_ text: String, status: Int = 200) -> Reply {
      .answer(status, ["Content-Type": "application/json"], text)
    }
  }

  public typealias Handler = @Sendable (Request) async -> Reply

  public let port: Int
  private let received: Requests

  private init(port: Int, received: Requests) {
    self.port = port
    self.received = received
  }

  /// Every request so far, oldest first.
  public var requests: [Request] { received.all.withLock { $0 } }

  public var host: ServiceURL {
    get throws { try ServiceURL("http://127.0.0.1:\(port)") }
  }

  /// Runs a server that has one answer to everything.
  public static func run<Result: Sendable>(
    always reply: Reply, _ body: (ScriptedServer) async throws -> Result
  ) async throws -> Result {
    let handler: Handler = { _ in reply }
    return try await run(handler, body)
  }

  /// Runs a server for as long as `body` takes.
  public static func run<Result: Sendable>(
    _ handler: @escaping Handler, _ body: (ScriptedServer) async throws -> Result
  ) async throws -> Result {
    let requests = Requests()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(
            Responder(requests: requests, handler: handler))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let server = ScriptedServer(port: channel.localAddress?.port ?? 0, received: requests)
    do {
      let result = try await body(server)
      try await channel.close()
      return result
    } catch {
      try await channel.close()
      throw error
    }
  }
}

/// What a server has received, oldest first.
private final class Requests: Sendable {
  let all = Mutex<[ScriptedServer.Request]>([])
}

/// Answers the requests of one connection, one at a time.
private final class Responder: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let requests: Requests
  private let handler: ScriptedServer.Handler
  private var buffer = ByteBuffer()

  init(requests: Requests, handler: @escaping ScriptedServer.Handler) {
    self.requests = requests
    self.handler = handler
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var part = unwrapInboundIn(data)
    buffer.writeBuffer(&part)
    guard let request = ScriptedServer.Request(&buffer) else { return }
    requests.all.withLock { $0.append(request) }
    Self.answer(request, on: context.channel, handler)
  }

  private static func answer(
    _ request: ScriptedServer.Request, on channel: any Channel,
    _ handler: @escaping ScriptedServer.Handler
  ) {
    Task {
      let reply = await handler(request)
      // A client that goes away in the middle is part of the tests.
      try? await send(reply, on: channel)
    }
  }

  private static func send(_ reply: ScriptedServer.Reply, on channel: any Channel) async throws {
    switch reply {
    case .answer(let status, let headers, let body):
      var head = "HTTP/1.1 \(status) Scripted\r\nContent-Length: \(body.utf8.count)\r\n"
      for (name, value) in headers { head += "\(name): \(value)\r\n" }
      try await channel.writeAndFlush(ByteBuffer(string: head + "\r\n" + body))
    case .raw(let bytes):
      try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
      try await channel.close()
    case .rawThenHang(let bytes):
      try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    case .endless(let head, let chunk):
      try await channel.writeAndFlush(ByteBuffer(string: head))
      while true { try await channel.writeAndFlush(ByteBuffer(bytes: chunk)) }
    }
  }
}

extension ScriptedServer.Request {
  /// Takes the first whole request out of the buffer; nil while it is not all there.
  fileprivate init?(_ buffer: inout ByteBuffer) {
    let text = String(buffer: buffer)
    let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    var lines = parts[0].split(separator: "\r\n")
    let start = lines.removeFirst().split(separator: " ")
    method = String(start[0])
    target = start.count > 1 ? String(start[1]) : ""
    for line in lines {
      let field = line.split(separator: ":", maxSplits: 1)
      headers[field[0].lowercased()] = field[1].drop { $0 == " " }.description
    }
    let length = headers["content-length"].flatMap { Int($0) } ?? 0
    guard parts[1].utf8.count >= length else { return nil }
    body = String(decoding: parts[1].utf8.prefix(length), as: UTF8.self)
    buffer.moveReaderIndex(forwardBy: parts[0].utf8.count + 4 + length)
  }
}
