import Foundation
import Logging
import NIOHTTP1

/// Calls methods on any host, without a session.
///
/// Making one costs nothing: threads, TLS and connections come with the first call. Redirects are
/// never followed, so a token goes to the host it was meant for and to no other.
public struct XRPCClient: Sendable {
  /// How long a call may take and how much it may answer.
  public struct Limits: Sendable {
    /// Until the connection stands, name lookup and TLS included.
    public var connect: Duration = .seconds(5)
    /// Until the whole answer is here, counted from the start of the call.
    public var answer: Duration = .seconds(20)
    /// The longest answer that is read, in bytes, after decompression.
    public var answerBytes = 10 << 20

    public init() {}
  }

  let limits: Limits
  let transport: HTTPTransport
  private let logger: Logger?
  private let userAgent: String

  /// - Parameters:
  ///   - logger: told the method, host, status and duration of every call; never a token, a
  ///     password, a parameter's value or a body.
  ///   - userAgent: how the program introduces itself to services.
  public init(
    limits: Limits = Limits(), logger: Logger? = nil, userAgent: String = "skydoor/1.0"
  ) {
    self.limits = limits
    self.logger = logger
    self.userAgent = userAgent
    transport = HTTPTransport(connectLimit: limits.connect)
  }

  /// Asks.
  /// - Parameters:
  ///   - token: sent as `Authorization: Bearer`.
  ///   - labelers: whose labels are wanted, for a method that shows profiles.
  public func call<M: XRPCQuery>(
    _ method: M, on host: ServiceURL, token: String? = nil, labelers: AcceptedLabelers? = nil
  ) async throws(XRPCError) -> M.Output {
    let url = "\(host)/xrpc/\(M.nsid)" + Self.queryString(method.parameters)
    return try await send(
      M.self, .GET, url, to: host, token: token, labelers: labelers, body: nil)
  }

  /// Does something.
  /// - Parameters:
  ///   - token: sent as `Authorization: Bearer`.
  ///   - labelers: whose labels are wanted, for a method that shows profiles.
  public func call<M: XRPCProcedure>(
    _ method: M, on host: ServiceURL, token: String? = nil, labelers: AcceptedLabelers? = nil
  ) async throws(XRPCError) -> M.Output {
    var body: Data?
    if M.hasInput {
      do {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        body = try encoder.encode(method)
      } catch {
        throw .unreachable(reason: "the input of \(M.nsid) can't be written as JSON")
      }
    }
    return try await send(
      M.self, .POST, "\(host)/xrpc/\(M.nsid)", to: host, token: token, labelers: labelers,
      body: body)
  }

  /// Closes the connections. Calls under way end; a later call opens new ones.
  public func shutdown() async {
    await transport.disconnect()
  }

  private func send<M: XRPCMethod>(
    _: M.Type, _ verb: HTTPMethod, _ url: String, to host: ServiceURL, token: String?,
    labelers: AcceptedLabelers?, body: Data?
  ) async throws(XRPCError) -> M.Output {
    var request = HTTPTransport.Request(
      url: url, method: verb, body: body, deadline: limits.answer, answerBytes: limits.answerBytes)
    request.headers = headers(accept: "application/json")
    if body != nil { request.headers.add(name: "Content-Type", value: "application/json") }
    if let proxy = M.proxy {
      request.headers.add(name: "atproto-proxy", value: proxy.headerValue)
    }
    if M.showsProfiles, let labelers {
      request.headers.add(name: "atproto-accept-labelers", value: labelers.headerValue)
    }
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }

    let start = ContinuousClock.now
    do {
      let answer = try await transport.send(request)
      let output = try answer.output(of: M.self)
      log(M.nsid, verb, host, since: start, outcome: "\(answer.status)")
      return output
    } catch {
      log(M.nsid, verb, host, since: start, outcome: error.logText)
      throw error
    }
  }

  func headers(accept: String) -> HTTPHeaders {
    ["Accept": accept, "User-Agent": userAgent]
  }

  private func log(
    _ nsid: NSID, _ verb: HTTPMethod, _ host: ServiceURL, since start: ContinuousClock.Instant,
    outcome: String
  ) {
    logger?.debug(
      "call",
      metadata: [
        "method": "\(verb)", "nsid": "\(nsid)", "host": "\(host)", "outcome": "\(outcome)",
        "duration": "\(start.duration(to: .now).formattedMilliseconds)",
      ])
  }

  /// Everything but RFC 3986's unreserved characters is percent-encoded, so that no value can be
  /// taken for syntax.
  static func queryString(_ parameters: [(name: String, value: String)]) -> String {
    guard !parameters.isEmpty else { return "" }
    return "?"
      + parameters.map { "\(percentEncoded($0.name))=\(percentEncoded($0.value))" }
      .joined(separator: "&")
  }

  private static func percentEncoded(_ text: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte.isLetter || byte.isDigit || "-._~".utf8.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Duration {
  fileprivate var formattedMilliseconds: String {
    let milliseconds = components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    return "\(milliseconds) ms"
  }
}
