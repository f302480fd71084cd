/// An XRPC error: what the client gets instead of a result.
struct Refusal: Error {
  let status: Int
  /// The body's `error`.
  let name: String
  let message: String

  init(_ status: Int, _ name: String, _ message: String) {
    self.status = status
    self.name = name
    self.message = message
  }

  static func invalidRequest(_ message: String) -> Refusal {
    Refusal(400, "InvalidRequest", message)
  }

  static let methodNotImplemented = Refusal(501, "MethodNotImplemented", "Method Not Implemented")
  static let internalServerError = Refusal(500, "InternalServerError", "Internal Server Error")
  static let invalidConvo = Refusal(400, "InvalidConvo", "Convo not found")
  static let insufficientRole = Refusal(403, "InsufficientRole", "Only the owner may do this")
}
