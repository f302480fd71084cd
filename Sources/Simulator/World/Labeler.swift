/// A service that puts labels on accounts.
struct Labeler: Hashable {
  /// Bluesky's own moderation service. The DID is the real one, as clients know it by heart.
  static let bluesky = Labeler(
    did: "did:plc:ar7c4by46qjdydhdevvrndac", handle: "moderation.bsky.app",
    displayName: "Bluesky Moderation Service")

  let did: String
  let handle: String
  let displayName: String
}

/// A label on an account, set by a labeler or by the account itself.
struct LabelMark: Hashable {
  let source: String
  let value: String
}

/// Whose labels a call asks for: the header `atproto-accept-labelers`.
struct LabelerSelection {
  /// Source: https://docs.bsky.app/docs/advanced-guides/moderation#labeler-subscriptions
  private static let limit = 20

  /// In the order asked for.
  let dids: [String]
  /// Those whose takedowns are to be applied, too.
  private let redacting: Set<String>

  /// - Parameter header: nil asks for Bluesky's own.
  init(header: String?) throws(ServiceError) {
    var (dids, redacting) = ([String](), Set<String>())
    for item in (header ?? "\(Labeler.bluesky.did);redact").split(separator: ",") {
      let parts = item.split(separator: ";").map { part in part.filter { $0 != " " } }
      guard let did = parts.first, Syntax.isDID(did),
        parts.dropFirst().allSatisfy({ $0 == "redact" })
      else { throw .invalidRequest("Invalid atproto-accept-labelers header") }
      if !dids.contains(did) { dids.append(did) }
      if parts.count > 1 { redacting.insert(did) }
    }
    guard dids.count <= Self.limit else {
      throw .invalidRequest("atproto-accept-labelers must not name more than \(Self.limit)")
    }
    (self.dids, self.redacting) = (dids, redacting)
  }

  /// The header `atproto-content-labelers`: those of them that are labelers.
  func applied(among labelers: [Labeler]) -> String {
    dids.filter { did in labelers.contains { $0.did == did } }
      .map { redacting.contains($0) ? "\($0);redact" : $0 }.joined(separator: ",")
  }
}
