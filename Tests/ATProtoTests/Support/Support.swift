import ATProto
import Foundation
import Synchronization
import Testing

/// A path in the temporary directory that no other test has; nothing is there yet.
func temporaryPath() -> String {
  FileManager.default.temporaryDirectory
    .appendingPathComponent("skydoor-tests-\(UUID().uuidString)").path
}

/// Runs `body` with a directory of its own and removes it after.
func withTemporaryDirectory<Result>(
  isolation: isolated (any Actor)? = #isolation, _ body: (String) async throws -> Result
) async throws -> Result {
  let path = temporaryPath()
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try await body(path)
}

/// What the body throws; nil where it succeeds.
func failure(_ body: () async throws(XRPCError) -> Void) async -> XRPCError? {
  do {
    try await body()
    return nil
  } catch {
    return error
  }
}

/// A JWT with nothing in it but its end.
func jwt(endingIn seconds: TimeInterval, id: String = "") -> String {
  let claims = #"{"exp":\#(Int(Date().timeIntervalSince1970 + seconds)),"jti":"\#(id)"}"#
  let payload = Data(claims.utf8).base64EncodedString()
    .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  return "e30.\(payload).c2ln"
}

func decode<Value: Decodable>(_: Value.Type = Value.self, _ json: String) throws -> Value {
  try JSONDecoder().decode(Value.self, from: Data(json.utf8))
}

/// Lets through whoever waits once it is opened.
final class Gate: Sendable {
  private let isOpen = Mutex(false)

  func open() {
    isOpen.withLock { $0 = true }
  }

  func wait() async {
    while !isOpen.withLock({ $0 }), !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(2))
    }
  }
}

extension DID {
  /// A DID written in a test.
  static func test(_ text: String = "did:plc:alice") throws -> DID {
    try #require(DID(text))
  }
}

extension Handle {
  static func test(_ text: String = "alice.test") throws -> Handle {
    try #require(Handle(text))
  }
}

/// A method to call in tests, with whatever parameters.
struct EchoQuery: XRPCQuery {
  struct Output: Decodable, Sendable {
    var value: String
  }

  static var nsid: NSID { "test.echo.query" }
  static var proxy: ServiceProxy? { .blueskyChat }
  var parameters: [(name: String, value: String)] = []
}

/// A method that does something, with no output worth reading.
struct EchoProcedure: XRPCProcedure {
  typealias Output = EmptyOutput
  static var nsid: NSID { "test.echo.procedure" }
  var value = "x"
}
