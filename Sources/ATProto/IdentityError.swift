/// Why a handle or a DID does not lead to an account's host.
public enum IdentityError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The handle or DID leads nowhere.
  case notFound(String)
  /// The two do not agree: the DID's document does not claim the handle, or the handle leads to
  /// another DID. `handle.invalid` where the document claims no handle at all.
  case mismatch(handle: Handle, did: DID)
  /// The account's document names no usable host.
  case noHost(DID)
  /// Nobody could be asked: why.
  case unreachable(String)

  /// What happened and what to do.
  public var description: String {
    switch self {
    case .notFound(let name):
      "No account is called \(name). Check the spelling."
    case .mismatch(.invalid, let did):
      "The account \(did) has no handle. Give it one in the app, or name its host."
    case .mismatch(let handle, let did):
      "\(handle) and \(did) do not belong to each other. Check the handle in the app's settings."
    case .noHost(let did):
      "The account \(did) names no host. Name it yourself."
    case .unreachable(let reason):
      "The account can't be looked up: \(reason). Check the network, or name the account's host."
    }
  }
}
