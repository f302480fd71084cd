/// An answer of which only the fact counts: a JSON object, whatever is in it. Anything else (a
/// sign-in page of the network in between, a cut body) is not the service's word.
public struct Acknowledgement: Decodable, Sendable {
  private enum CodingKeys: CodingKey {}

  public init(from decoder: any Decoder) throws {
    _ = try decoder.container(keyedBy: CodingKeys.self)
  }
}
