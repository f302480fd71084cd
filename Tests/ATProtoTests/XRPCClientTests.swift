import Foundation
import Logging
import ScriptedHTTP
import Synchronization
import TestEnvironment
import Testing

@testable import ATProto

@Suite(.timeLimit(.minutes(10))) struct XRPCClientTests {
  /// The error that a call to a server answering so ends with; nil where it succeeds.
  private func failure(
    limits: XRPCClient.Limits = .init(), _ reply: ScriptedServer.Reply
  ) async throws -> XRPCError? {
    try await ScriptedServer.run(always: reply) { server in
      await failure(of: XRPCClient(limits: limits), on: try server.host)
    }
  }

  private func failure(of client: XRPCClient, on host: ServiceURL) async -> XRPCError? {
    do {
      _ = try await client.call(EchoQuery(), on: host)
      return nil
    } catch {
      return error
    }
  }

  private func limits(answer: Duration = .seconds(20), bytes: Int = 10 << 20) -> XRPCClient.Limits {
    var limits = XRPCClient.Limits()
    limits.answer = answer
    limits.answerBytes = bytes
    return limits
  }

  // MARK: What is sent

  @Test func aQueryIsAGETWithStrictlyEncodedParameters() async throws {
    try await ScriptedServer.run(always: .json(#"{"value":"v"}"#)) { server in
      let query = EchoQuery(parameters: [
        ("a", "1+1=2 & more"), ("a", "did:plc:x"), ("c", "é/?#%"), ("d", "-._~09azAZ"), ("e", ""),
      ])
      let output = try await XRPCClient(userAgent: "tests/1").call(
        query, on: server.host, token: "T")
      #expect(output.value == "v")
      let request = try #require(server.requests.first)
      #expect(request.method == "GET")
      #expect(
        request.target
          == "/xrpc/test.echo.query?a=1%2B1%3D2%20%26%20more&a=did%3Aplc%3Ax&c=%C3%A9%2F%3F%23%25&d=-._~09azAZ&e="
      )
      #expect(request.headers["accept"] == "application/json")
      #expect(request.headers["user-agent"] == "tests/1")
      #expect(request.headers["authorization"] == "Bearer T")
      #expect(request.headers["atproto-proxy"] == "did:web:api.bsky.chat#bsky_chat")
      #expect(request.headers["content-type"] == nil)
      #expect(request.body.isEmpty)
    }
  }

  @Test func aProcedureIsAPOSTWithItselfAsJSON() async throws {
    try await ScriptedServer.run(always: .answer(200)) { server in
      _ = try await XRPCClient().call(EchoProcedure(value: "é"), on: server.host)
      let request = try #require(server.requests.first)
      #expect(request.method == "POST")
      #expect(request.target == "/xrpc/test.echo.procedure")
      #expect(request.headers["content-type"] == "application/json")
      #expect(request.headers["user-agent"]?.hasPrefix("skydoor/") == true)
      #expect(request.headers["authorization"] == nil)
      #expect(request.headers["atproto-proxy"] == nil)
      #expect(request.body == #"{"value":"é"}"#)
    }
  }

  @Test func aProcedureWithoutInputSendsNoBody() async throws {
    try await ScriptedServer.run(always: .answer(200)) { server in
      _ = try await XRPCClient().call(
        ComAtprotoServer.DeleteSession(), on: server.host, token: "R")
      let request = try #require(server.requests.first)
      #expect(request.method == "POST")
      #expect(request.headers["content-type"] == nil)
      #expect(request.headers["content-length"] == "0")
      #expect(request.body.isEmpty)
    }
  }

  @Test func theLogHasTheCallAndNoneOfItsSecrets() async throws {
    let lines = LogLines()
    let client = XRPCClient(logger: Logger(label: "test") { _ in lines.handler })
    let handler: ScriptedServer.Handler = { request in
      request.nsid == "test.echo.query"
        ? .json(#"{"error":"Bad\nName","message":"SECRET-5"}"#, status: 400)
        : .json(#"{"accessJwt":"SECRET-4"}"#)
    }
    try await ScriptedServer.run(handler) { server in
      let host = try server.host
      _ = try? await client.call(
        EchoQuery(parameters: [("q", "SECRET-1")]), on: host, token: "SECRET-2")
      _ = try? await client.call(
        ComAtprotoServer.CreateSession(identifier: "a", password: "SECRET-3"), on: host)
      #expect(server.requests.count == 2)
      let text = lines.all.joined(separator: "\n")
      for part in [
        "test.echo.query", "GET", "\(host)", "outcome=400", "com.atproto.server.createSession",
        "POST", "ms",
      ] {
        #expect(text.contains(part))
      }
      #expect(!text.contains("SECRET") && !text.contains("Name"))
    }
  }

  // MARK: What comes back

  @Test(
    arguments: [
      (#"{"error":"InvalidConvo","message":"No such convo"}"#, "InvalidConvo", "No such convo"),
      (#"{"error":"InvalidConvo"}"#, "InvalidConvo", nil),
      (#"{"message":"Only words"}"#, nil, "Only words"),
      (#"{"error":7,"message":[]}"#, nil, nil),
      (#"["error"]"#, nil, nil), (#""error""#, nil, nil), ("<html>Bad gateway</html>", nil, nil),
      ("", nil, nil), ("null", nil, nil), (#"{"error":"#, nil, nil),
    ] as [(String, String?, String?)])
  func errorsHoweverWellTheyArePut(body: String, name: String?, message: String?) async throws {
    for status in [400, 401, 404, 429, 500, 502] {
      #expect(
        try await failure(.answer(status, [:], body))
          == .refused(status: status, name: name, message: message, retryAt: nil))
    }
  }

  private func retryAt(_ status: Int, _ headers: [String: String]) async throws -> Date? {
    guard case .refused(_, _, _, let date) = try await failure(.answer(status, headers)) else {
      Issue.record("This was to be refused.")
      return nil
    }
    return date
  }

  @Test func whenToTryAgainInSoManySeconds() async throws {
    for status in [429, 503] {
      let start = Date()
      let date = try #require(
        try await retryAt(status, ["Retry-After": "120", "RateLimit-Reset": "1"]))
      #expect((start + 120...Date() + 120).contains(date))
    }
  }

  @Test func whenToTryAgainAtADate() async throws {
    let style = Date.VerbatimFormatStyle(
      format: """
        \(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \
        \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\
        \(second: .twoDigits) GMT
        """,
      locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt,
      calendar: .init(identifier: .gregorian))
    let date = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded() + 600)
    #expect(try await retryAt(429, ["Retry-After": style.format(date)]) == date)
  }

  @Test func whenToTryAgainAtTheEndOfTheRateLimitsWindow()
    async throws
  {
    let reset = Date().timeIntervalSince1970.rounded() + 300
    #expect(
      try await retryAt(429, ["RateLimit-Reset": "\(Int(reset))"])
        == Date(timeIntervalSince1970: reset))
    #expect(
      try await retryAt(400, ["RateLimit-Reset": "\(Int(reset))"]) == nil, "that limit was not hit")
  }

  @Test(arguments: ["-5", "9999999999", "soon", "", "nan", "inf", "Sun, 06 Nov 1994 08:49:37 GMT"])
  func aDateThatCannotBeMeantIsNone(value: String) async throws {
    #expect(try await retryAt(429, ["Retry-After": value]) == nil)
    #expect(try await retryAt(429, ["RateLimit-Reset": value]) == nil)
  }

  @Test(arguments: [
    ("", "it is not JSON"), ("<html>", "it is not JSON"), ("[]", "it is not an object"),
    ("{}", "value is missing"), (#"{"value":1}"#, "value is of the wrong kind"),
  ])
  func aSuccessfulAnswerThatIsNotTheMethodsOutput(body: String, reason: String) async throws {
    #expect(
      try await failure(.answer(200, [:], body))
        == .malformedAnswer(reason: "test.echo.query: \(reason)"))
  }

  @Test(arguments: ["", "{}", "[1]", "<html>"])
  func aSuccessfulAnswerIsEnoughWhereThereIsNoOutput(body: String) async throws {
    try await ScriptedServer.run(always: .answer(200, [:], body)) { server in
      _ = try await XRPCClient().call(EchoProcedure(), on: server.host)
    }
  }

  /// The reply with a gzip body, given in Base64.
  private func gzip(_ base64: String) throws -> ScriptedServer.Reply {
    let body = try #require(Data(base64Encoded: base64))
    let head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n"
    return .raw(Array(head.utf8) + body)
  }

  @Test func anAnswerMayBeCompressed() async throws {
    let reply = try gzip("H4sIAAAAAAACA6tWKkvMKU1VslIqzk3MyVGqBQDr/36LEQAAAA==")
    try await ScriptedServer.run(always: reply) { server in
      let output = try await XRPCClient().call(EchoQuery(), on: server.host)
      #expect(output.value == "small")
      #expect(server.requests.first?.headers["accept-encoding"]?.contains("gzip") == true)
    }
  }

  @Test func theLimitHoldsForWhatComesOutOfACompressedAnswer() async throws {
    let spaces200KiB =
      "H4sIAAAAAAACA+3BAQ0AAADCoCrvn9IeDigAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACeDBarbr4AIAMA"
    #expect(
      try await failure(limits: limits(bytes: 100 << 10), gzip(spaces200KiB)) == .answerTooLarge)
  }

  // MARK: Limits

  @Test(arguments: [10 << 20, 1 << 16])
  func anAnswerOverTheLimitIsGivenUp(bytes: Int) async throws {
    let limits = limits(answer: .seconds(120), bytes: bytes)
    #expect(
      try await failure(
        limits: limits,
        .rawThenHang(Array("HTTP/1.1 200 OK\r\nContent-Length: \(bytes + 1)\r\n\r\n".utf8)))
        == .answerTooLarge)
    let chunk =
      Array("8000\r\n".utf8) + Array(repeating: UInt8(ascii: " "), count: 0x8000) + [13, 10]
    #expect(
      try await failure(
        limits: limits,
        .endless(head: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunk: chunk))
        == .answerTooLarge)
  }

  @Test func anAnswerOfJustTheLimitIsRead() async throws {
    let body = #"{"value":"\#(String(repeating: "x", count: (1 << 16) - 12))"}"#
    #expect(body.utf8.count == 1 << 16)
    #expect(try await failure(limits: limits(bytes: 1 << 16), .json(body)) == nil)
    #expect(try await failure(limits: limits(bytes: 1 << 16 - 1), .json(body)) == .answerTooLarge)
  }

  @Test(arguments: [301, 302, 303, 307, 308])
  func aRedirectIsNotFollowedAndNoTokenGoesWithIt(status: Int) async throws {
    try await ScriptedServer.run(always: .json(#"{"value":"v"}"#)) { other in
      let target = "http://127.0.0.1:\(other.port)/xrpc/test.echo.query"
      try await ScriptedServer.run(always: .answer(status, ["Location": target])) { server in
        await #expect(throws: XRPCError.redirected(to: target)) {
          try await XRPCClient().call(EchoQuery(), on: server.host, token: "T")
        }
        await #expect(throws: XRPCError.redirected(to: target)) {
          try await XRPCClient().call(EchoProcedure(), on: server.host, token: "T")
        }
      }
      #expect(other.requests.isEmpty)
    }
  }

  // MARK: What was sent and what was not

  @Test(
    arguments: [
      .close, .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".utf8)),
      .raw(Array("SSH-2.0-OpenSSH_9\r\n".utf8)), .raw(Array("HTTP/1.1 2".utf8)),
      .raw(Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".utf8)),
    ] as [ScriptedServer.Reply])
  func onceSentACallThatEndsWithoutAnAnswerMayHaveBeenCarriedOut(
    reply: ScriptedServer.Reply
  ) async throws {
    guard case .noAnswer(let reason) = try await failure(reply) else {
      Issue.record("The call was sent.")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test(
    arguments: [
      .hang, .rawThenHang(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".utf8)),
    ] as [ScriptedServer.Reply])
  func theTimeLimitCoversTheWholeAnswer(reply: ScriptedServer.Reply) async throws {
    #expect(
      try await failure(limits: limits(answer: .milliseconds(250)), reply)
        == .noAnswer(reason: "no whole answer within 0.25 seconds"))
  }

  @Test func aRefusedConnectionIsKnownAtOnceAndNothingWasSent() async throws {
    let host = try await ScriptedServer.run(always: .close) { try $0.host }
    try await eventually("the port is closed") {
      await failure(of: XRPCClient(), on: host)
        == .unreachable(reason: "the connection was refused")
    }
    // Long before the time that a connection may take.
    var limits = limits()
    limits.connect = .seconds(600)
    let start = ContinuousClock.now
    _ = await failure(of: XRPCClient(limits: limits), on: host)
    #expect(ContinuousClock.now - start < .seconds(300))
  }

  @Test func aFailedTLSHandshakeNothingWasSent() async throws {
    try await ScriptedServer.run(always: .close) { server in
      for reply in ["the peer hangs up", "the peer speaks plain HTTP"] {
        let host = try ServiceURL("https://127.0.0.1:\(server.port)")
        guard case .unreachable = await failure(of: XRPCClient(limits: tlsLimits), on: host) else {
          Issue.record("\(reply), and there was no secure connection to send anything on.")
          return
        }
      }
      #expect(server.requests.isEmpty)
    }
  }

  private var tlsLimits: XRPCClient.Limits {
    var limits = limits(answer: .seconds(5))
    limits.connect = .milliseconds(500)
    return limits
  }

  // MARK: Ending

  @Test func cancellingTheTaskEndsTheCall() async throws {
    try await ScriptedServer.run(always: .hang) { server in
      let host = try server.host
      let client = XRPCClient()
      let call = Task { try await client.call(EchoQuery(), on: host) }
      try await eventually("the call has arrived") { !server.requests.isEmpty }
      call.cancel()
      await #expect(throws: XRPCError.cancelled) { try await call.value }

      let late = Task {
        try await eventually("this task is cancelled") { Task.isCancelled }
        _ = try await client.call(EchoQuery(), on: host)
      }
      late.cancel()
      await #expect(throws: (any Error).self) { try await late.value }
      #expect(server.requests.count == 1)
    }
  }

  @Test func afterAShutdownTheNextCallOpensNewConnections() async throws {
    try await ScriptedServer.run(always: .json(#"{"value":"v"}"#)) { server in
      let client = XRPCClient()
      await client.shutdown()
      _ = try await client.call(EchoQuery(), on: server.host)
      await client.shutdown()
      await client.shutdown()
      _ = try await client.call(EchoQuery(), on: server.host)
      #expect(server.requests.count == 2)
    }
  }

  @Test func waitingForAFreeConnectionIsNotBeingUnableToConnect() async throws {
    var limits = limits()
    limits.connect = .milliseconds(500)
    let slowly: ScriptedServer.Handler = { _ in
      try? await Task.sleep(for: .milliseconds(1200))
      return .json(#"{"value":"v"}"#)
    }
    try await ScriptedServer.run(slowly) { server in
      let host = try server.host
      let client = XRPCClient(limits: limits)
      try await withThrowingTaskGroup { group in
        for _ in 1...12 { group.addTask { _ = try await client.call(EchoQuery(), on: host) } }
        try await group.waitForAll()
      }
      #expect(server.requests.count == 12)
    }
  }

  @Test func manyCallsAtOnce() async throws {
    try await ScriptedServer.run(always: .json(#"{"value":"v"}"#)) { server in
      let host = try server.host
      let client = XRPCClient()
      try await withThrowingTaskGroup { group in
        for _ in 1...100 { group.addTask { _ = try await client.call(EchoQuery(), on: host) } }
        try await group.waitForAll()
      }
      #expect(server.requests.count == 100)
    }
  }
}

/// Keeps what is logged.
private final class LogLines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }
  var handler: Handler { Handler(lines: self) }

  struct Handler: LogHandler {
    let lines: LogLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let fields = event.metadata?.map { "\($0)=\($1)" }.joined(separator: " ") ?? ""
      lines.lines.withLock { $0.append("\(event.message) \(fields)") }
    }
  }
}
