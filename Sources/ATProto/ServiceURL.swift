import Foundation

/// Where a service is: https, or http on loopback; scheme, host and port, nothing else. Codable as
/// a string.
///
/// There is no way to make one that would send a token over the network unencrypted.
public struct ServiceURL: Hashable, Sendable, CustomStringConvertible {
  /// `https://host` or `https://host:port`, in lower case, with no slash at the end.
  public let description: String
  /// The host is this machine: `localhost`, `127.0.0.0/8` or `[::1]`.
  public let isLoopback: Bool
  /// The connection is encrypted. False only on loopback.
  public let isSecure: Bool
  /// The host, in brackets where it is an IPv6 address.
  public let host: String

  /// Reads an address. A bare host, with or without a port, gets `https://` in front.
  /// - Throws: ``ServiceURLError`` with a sentence naming the cure.
  public init(_ string: String) throws(ServiceURLError) {
    let text = string.trimmed
    guard !text.isEmpty else {
      throw ServiceURLError(
        description: "The address of the service is empty. Give one such as https://bsky.social.")
    }
    let (scheme, rest) = try Self.splitScheme(text)
    let end = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
    let authority = try Authority(rest[..<end], in: text)
    guard rest[end...].isEmpty || rest[end...] == "/" else {
      throw ServiceURLError(
        description: "“\(text)” has more than a host in it. Leave out what follows \(rest[..<end])."
      )
    }
    guard scheme == .https || authority.isLoopback else {
      throw ServiceURLError(
        description: """
          “\(text)” would send the session unencrypted: http is for this machine only. \
          Use https://\(authority.host).
          """)
    }
    let port = authority.port.flatMap { $0 == scheme.defaultPort ? nil : $0 }
    description = "\(scheme.rawValue)://\(authority.host)" + (port.map { ":\($0)" } ?? "")
    isLoopback = authority.isLoopback
    isSecure = scheme == .https
    host = authority.host
  }

  /// The host, and the port where it is not the usual one: as people write it.
  public var place: String {
    description.split(separator: "/").last.map(String.init) ?? description
  }

  private enum Scheme: String {
    case https, http
    var defaultPort: Int { self == .https ? 443 : 80 }
  }

  private static func splitScheme(
    _ text: String
  ) throws(ServiceURLError) -> (Scheme, Substring) {
    guard let mark = text.firstRange(of: "://") else { return (.https, text[...]) }
    guard let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased()) else {
      throw ServiceURLError(
        description: "No service is reached by \(text[..<mark.lowerBound]). Start with https://.")
    }
    return (scheme, text[mark.upperBound...])
  }
}

extension ServiceURL: Codable {
  /// - Throws: `DecodingError` where the text is not an address that is allowed.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      self = try ServiceURL(container.decode(String.self))
    } catch let error as ServiceURLError {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
