import Foundation

/// `com.atproto.label.*`
public enum ComAtprotoLabel {
  /// A label on an account or a record: `com.atproto.label.defs#label`.
  public struct Label: Decodable, Sendable, Equatable {
    /// The DID of whoever set it.
    public var src: String?
    /// Its value: `spam`, `!warn`.
    public var val: String
    /// It takes back an earlier label of the same value.
    public var neg: Bool?
    /// When it stops applying.
    public var exp: Date?

    private enum CodingKeys: String, CodingKey {
      case src, val, neg, exp
    }

    public init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      src = container.optional(.src)
      val = try container.decode(String.self, forKey: .val)
      neg = container.optional(.neg)
      exp = container.date(.exp)
    }
  }
}
