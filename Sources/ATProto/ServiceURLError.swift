/// Why a text is not the address of a service: one or two sentences, with the cure.
public struct ServiceURLError: Error, Equatable, CustomStringConvertible {
  public let description: String
}
