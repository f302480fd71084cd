/// A method that does something: HTTP POST with the value itself, encoded as JSON, for its body.
public protocol XRPCProcedure: XRPCMethod, Encodable {
  /// Whether the lexicon gives the method an input. Without one no body is sent.
  static var hasInput: Bool { get }
}

extension XRPCProcedure {
  public static var hasInput: Bool { true }
}
