/// A call that reached the service.
public struct RecordedCall: Sendable {
  /// `GET`, `POST`, …
  public let method: String
  /// The method's NSID; for any other address its path without the first slash (`did:plc:…`).
  public let nsid: String
  /// The parameters, decoded. One that was given several times has its values joined by commas.
  public let query: [String: String]
  /// Names in lower case.
  public let headers: [String: String]
  public let body: String
  /// The status that was answered; 0 while there is no answer (and for ever after a drop).
  public let status: Int
  /// The work was done (the world changed), whatever the client was told. Always false for a query.
  public let tookEffect: Bool
}
