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

extension ServiceURL {
  /// The part of an address between the scheme and the path.
  struct Authority {
    let host: String
    let port: Int?
    let isLoopback: Bool

    init(_ text: Substring, in address: String) throws(ServiceURLError) {
      guard !text.utf8.contains(UInt8(ascii: "@")) else {
        throw ServiceURLError(
          description: "The address has a user name in it. Leave out everything up to the @.")
      }
      let hostEnd: Substring.Index
      if text.hasPrefix("[") {
        guard let bracket = text.firstIndex(of: "]") else {
          throw ServiceURLError(
            description: "“\(address)” lacks the ] after its IPv6 address. Add it.")
        }
        hostEnd = text.index(after: bracket)
      } else {
        hostEnd = text.firstIndex(of: ":") ?? text.endIndex
      }
      guard let (host, isLoopback) = Self.normalized(host: text[..<hostEnd]) else {
        throw ServiceURLError(
          description: """
            “\(address)” does not name a host. Give one such as https://bsky.social \
            (an international name in its xn-- form).
            """)
      }
      self.host = host
      self.isLoopback = isLoopback
      port = try Self.port(text[hostEnd...], in: address)
    }

    private static func port(
      _ text: Substring, in address: String
    ) throws(ServiceURLError) -> Int? {
      guard !text.isEmpty else { return nil }
      let digits = text.dropFirst()
      guard
        text.hasPrefix(":"), (1...5).contains(digits.utf8.count),
        digits.utf8.allSatisfy(\.isDigit), let port = Int(digits), (1...65535).contains(port)
      else {
        throw ServiceURLError(
          description: "“\(address)” has no valid port. Use a number from 1 to 65535, or none.")
      }
      return port
    }

    private static func normalized(host: Substring) -> (host: String, isLoopback: Bool)? {
      if host.hasPrefix("[") {
        var address = in6_addr()
        guard inet_pton(AF_INET6, String(host.dropFirst().dropLast()), &address) == 1 else {
          return nil
        }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, &address, &text, socklen_t(text.count)) != nil else { return nil }
        let canonical = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        return ("[\(canonical)]", canonical == "::1")
      }
      let labels = host.split(separator: ".", omittingEmptySubsequences: false)
      // RFC 1035, 2.3.4: 255 octets on the wire are 253 characters.
      guard host.utf8.count <= 253, labels.allSatisfy(DomainLabel.isValid) else { return nil }
      guard let last = labels.last, !last.utf8.allSatisfy(\.isDigit) else {
        return ipv4(labels).map { ($0.joined(separator: "."), $0.first == "127") }
      }
      let name = host.lowercased()
      return (name, name == "localhost")
    }

    /// Four plain decimal numbers and nothing else: the short, octal and hexadecimal ways to write
    /// an address mean different hosts to different readers.
    private static func ipv4(_ labels: [Substring]) -> [Substring]? {
      let isAddress =
        labels.count == 4
        && labels.allSatisfy { label in
          label.utf8.allSatisfy(\.isDigit) && (label == "0" || label.first != "0")
            && UInt8(label) != nil
        }
      return isAddress ? labels : nil
    }
  }
}

/// Why a text is not the address of a service: one or two sentences, with the cure.
public struct ServiceURLError: Error, Equatable, CustomStringConvertible {
  public let description: String
}
