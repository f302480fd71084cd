/// A method that asks: HTTP GET with the parameters in the query string.
public protocol XRPCQuery: XRPCMethod {
  /// In the order in which they are sent. An array is its name repeated.
  var parameters: [(name: String, value: String)] { get }
}
