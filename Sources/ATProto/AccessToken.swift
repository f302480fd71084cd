import Foundation

/// What can be told of a token without asking its host.
enum AccessToken {
  /// When the token ends, where it is a JWT that says so (RFC 7519 `exp`). Nil for any other token:
  /// its host alone knows.
  static func expiry(of token: String) -> Date? {
    struct Claims: Decodable {
      let exp: Double
    }
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    var payload = parts[1].map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    payload += String(repeating: "=", count: (4 - payload.count % 4) % 4)
    guard
      let data = Data(base64Encoded: String(payload)),
      let claims = try? JSONDecoder().decode(Claims.self, from: data)
    else { return nil }
    return Date(timeIntervalSince1970: claims.exp)
  }
}
