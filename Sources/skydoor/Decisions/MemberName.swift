import ATProto
import Text

/// How a command names a person.
enum MemberName: Hashable, Sendable {
  case did(DID)
  case handle(Handle)

  /// Throws with exit status 65 when the text can be neither a DID nor a handle.
  init(_ text: String) throws(CommandError) {
    if text.hasPrefix("did:") {
      self = .did(try Self.did(text))
    } else {
      guard let handle = Handle(text.hasPrefix("@") ? String(text.dropFirst()) : text) else {
        throw CommandError(
          "\(text.brief) is neither a handle nor a DID.",
          cure: "A handle looks like name.example.com, a DID like did:plc:abcd1234.", .badInput)
      }
      self = .handle(handle)
    }
  }

  /// Throws with exit status 65 when the text is not a DID.
  static func did(_ text: String) throws(CommandError) -> DID {
    guard let did = DID(text) else {
      throw CommandError(
        "\(text.brief) is not a DID.", cure: "A DID looks like did:plc:abcd1234.", .badInput)
    }
    return did
  }
}
