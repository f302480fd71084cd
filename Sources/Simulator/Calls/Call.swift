import Foundation
import HummingbirdCore
import NIOCore

/// A request as it came over the wire, whole.
struct Call {
  let method: String
  /// The path, decoded, without the first slash.
  let path: String
  let query: [(name: String, value: String)]
  /// Names in lower case.
  var headers: [String: String]
  let body: [UInt8]

  /// - Throws: where the connection ends before the body does, or the body is too long.
  init(_ request: Request) async throws {
    method = request.head.method.rawValue
    let target = (request.head.path ?? "/").split(
      separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = Self.decoded(target[0].drop { $0 == "/" })
    query = target.count < 2 ? [] : target[1].split(separator: "&").map(Self.parameter)
    var headers: [String: String] = [:]
    for field in request.headers {
      headers[field.name.canonicalName, default: ""] +=
        headers[field.name.canonicalName] == nil ? field.value : ", \(field.value)"
    }
    if let authority = request.head.authority { headers["host"] = authority }
    self.headers = headers
    body = Array(try await request.body.collect(upTo: Self.bodyLimit).readableBytesView)
  }

  /// More than the body of any method needs.
  private static let bodyLimit = 1 << 20

  /// The NSID of an XRPC call, for any other request its path.
  var name: String { path.hasPrefix("xrpc/") ? String(path.dropFirst(5)) : path }

  private static func parameter(_ text: Substring) -> (name: String, value: String) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let plain = parts.map { decoded($0.replacing("+", with: " ")) }
    return (plain[0], plain.count > 1 ? plain[1] : "")
  }

  /// Without percent escapes; text whose escapes are broken stays as it is.
  private static func decoded(_ text: some StringProtocol) -> String {
    text.removingPercentEncoding ?? String(text)
  }
}

/// What goes back over the wire.
struct Answer {
  let status: Int
  let body: [UInt8]
  let headers: [String: String]

  /// A result; nil is a 200 without a body.
  init(_ result: JSON?) {
    status = 200
    body = result?.encoded ?? []
    headers = result == nil ? [:] : Self.json
  }

  /// A result of a service that puts labels on what it shows.
  /// - Parameter labelers: whose labels they are.
  init(_ result: JSON?, labelers: String) {
    let answer = Answer(result)
    self.init(
      status: answer.status, body: answer.body,
      headers: answer.headers.merging(["atproto-content-labelers": labelers]) { $1 })
  }

  init(_ refusal: ServiceError) {
    let body: JSON = ["error": .string(refusal.name), "message": .string(refusal.message)]
    self.init(status: refusal.status, body: body.encoded, headers: Self.json)
  }

  init(status: Int, body: [UInt8], headers: [String: String]) {
    self.status = status
    self.body = body
    self.headers = headers
  }

  /// The words of an ``InjectedFault``. Without a content type of its own it is what a service
  /// (JSON) or a proxy in front of it (HTML) would say.
  init(status: Int, text: String, headers: [String: String]) {
    let type = text.hasPrefix("{") ? Self.json : ["content-type": "text/html; charset=utf-8"]
    let given = headers.map { ($0.key.lowercased(), $0.value) }
    self.init(
      status: status, body: Array(text.utf8),
      headers: type.merging(given) { _, given in given })
  }

  static let json = ["content-type": "application/json; charset=utf-8"]
}
