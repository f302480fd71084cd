/// What a DID leads to: the account's handles and where it lives.
/// Source: https://atproto.com/specs/did#did-documents
public struct DIDDocument: Decodable, Sendable {
  /// An entry of `service`.
  public struct Service: Decodable, Sendable {
    public var id: String
    public var type: String
    public var serviceEndpoint: String
  }

  public var id: String
  public var alsoKnownAs: [String]
  public var service: [Service]

  private enum CodingKeys: String, CodingKey {
    case id, alsoKnownAs, service
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    id = try container.decode(String.self, forKey: .id)
    alsoKnownAs = container.list(.alsoKnownAs)
    service = container.list(.service)
  }

  /// The first handle that the document claims.
  public var handle: Handle? {
    alsoKnownAs.lazy.compactMap(Self.handle).first
  }

  /// Whether the document claims a handle, first or not.
  public func claims(_ handle: Handle) -> Bool {
    alsoKnownAs.contains { Self.handle($0) == handle }
  }

  /// The account's host: the service `#atproto_pds`, where its address is a valid one.
  public var accountHost: ServiceURL? {
    let entry = service.first {
      ($0.id == "#atproto_pds" || $0.id == "\(id)#atproto_pds")
        && $0.type == "AtprotoPersonalDataServer"
    }
    return entry.flatMap { try? ServiceURL($0.serviceEndpoint) }
  }

  private static func handle(_ alias: String) -> Handle? {
    let scheme = "at://"
    guard alias.hasPrefix(scheme), let handle = Handle(String(alias.dropFirst(scheme.count)))
    else { return nil }
    return handle.isPlaceholder ? nil : handle
  }
}
