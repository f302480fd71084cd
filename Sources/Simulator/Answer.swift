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

  init(_ refusal: Refusal) {
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
