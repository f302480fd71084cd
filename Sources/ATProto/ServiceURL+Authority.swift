import Foundation

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
