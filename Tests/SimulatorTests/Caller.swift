import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Simulator

/// A plain HTTP client that sends what it is told, right or wrong.
struct Caller {
  let simulator: Simulator
  var token: String?
  var proxy: String? = Caller.chat
  /// `atproto-accept-labelers`
  var labelers: String?

  static let chat = "did:web:api.bsky.chat#bsky_chat"

  /// Signed in as the owner.
  static func owner(of simulator: Simulator) async throws -> Caller {
    try await Caller(simulator: simulator).signedIn(simulator.owner)
  }

  func signedIn(_ credentials: Simulator.Credentials) async throws -> Caller {
    var caller = self
    caller.proxy = nil
    let reply = try await caller.post(
      "com.atproto.server.createSession",
      ["identifier": credentials.handle, "password": credentials.password])
    return Caller(simulator: simulator, token: reply["accessJwt"] as? String)
  }

  /// The header that the method needs.
  func fitting(_ nsid: String) -> Caller {
    var caller = self
    caller.proxy = nsid.hasPrefix("chat.") ? Caller.chat : nil
    return caller
  }

  func get(_ nsid: String, _ query: KeyValuePairs<String, String> = [:]) async throws -> Reply {
    let allowed = CharacterSet.alphanumerics
    let text = query.map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: allowed) ?? "")"
    }
    return try await send(.GET, "/xrpc/\(nsid)?\(text.joined(separator: "&"))")
  }

  func post(_ nsid: String, _ body: [String: Any]) async throws -> Reply {
    try await send(
      .POST, "/xrpc/\(nsid)", body: JSONSerialization.data(withJSONObject: body),
      type: "application/json")
  }

  func send(
    _ method: HTTPMethod, _ target: String, body: Data? = nil, type: String? = nil
  ) async throws -> Reply {
    var request = HTTPClientRequest(url: simulator.url + target)
    request.method = method
    if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
    if let proxy { request.headers.add(name: "atproto-proxy", value: proxy) }
    if let labelers { request.headers.add(name: "atproto-accept-labelers", value: labelers) }
    if let type { request.headers.add(name: "content-type", value: type) }
    if let body { request.body = .bytes(ByteBuffer(bytes: body)) }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    let bytes = try await response.body.collect(upTo: 10 << 20)
    return Reply(
      status: Int(response.status.code), body: Data(bytes.readableBytesView),
      labelers: response.headers.first(name: "atproto-content-labelers"))
  }

  /// Every page of a list.
  func all(
    _ nsid: String, _ list: String, _ query: [(String, String)] = []
  ) async throws -> [[String: Any]] {
    var items: [[String: Any]] = []
    var cursor: String?
    repeat {
      var text = query.map { "\($0)=\($1)" }
      if let cursor { text.append("cursor=\(cursor)") }
      let reply = try await send(.GET, "/xrpc/\(nsid)?\(text.joined(separator: "&"))")
      items += reply.list(list)
      cursor = reply["cursor"] as? String
    } while cursor != nil
    return items
  }
}
