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

  /// What a host of this kind takes at most in a JSON body.
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
