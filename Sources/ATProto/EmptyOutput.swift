/// A 2xx answer whose body does not matter (it may be empty, or anything).
public struct EmptyOutput: Decodable, Sendable {
  public init() {}

  public init(from decoder: any Decoder) {}
}
