import ATProto

/// How a command names a person.
enum MemberName: Hashable, Sendable {
  case did(DID)
  case handle(Handle)

  /// Throws with exit status 65 when the text can be neither a DID nor a handle.
  init(_ text: String) throws(CommandError) {
    if text.hasPrefix("did:") {
      guard let did = DID(text) else {
        throw CommandError(
          "\(text.brief) is not a DID.", cure: "A DID looks like did:plc:abcd1234.", .badInput)
      }
      self = .did(did)
    } else {
      guard let handle = Handle(text.hasPrefix("@") ? String(text.dropFirst()) : text) else {
        throw CommandError(
          "\(text.brief) is neither a handle nor a DID.",
          cure: "A handle looks like name.example.com, a DID like did:plc:abcd1234.", .badInput)
      }
      guard handle != .invalid else {
        throw CommandError(
          "\(handle) stands for any handle that leads nowhere, so it can be several people.",
          cure: "Name the person by DID.", .badInput)
      }
      self = .handle(handle)
    }
  }
}
