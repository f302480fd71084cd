/// What the command line asks for.
struct Options {
  static let usage = "usage: skydoor-benchmark [--runs N] PATH-TO-SKYDOOR [-- COMMAND…]…"

  var runs = 3
  var program = ""
  /// The commands to measure beside it.
  var others: [[String]] = []

  init?(_ arguments: [String]) {
    let parts = arguments.split(separator: "--", omittingEmptySubsequences: false)
    others = parts.dropFirst().map(Array.init)
    var own = parts[0]
    if own.first == "--runs" {
      guard let value = own.dropFirst().first.flatMap({ Int($0) }), value > 0 else { return nil }
      runs = value
      own = own.dropFirst(2)
    }
    guard own.count == 1, !own.joined().hasPrefix("-"), others.allSatisfy({ !$0.isEmpty }) else {
      return nil
    }
    program = own.joined()
  }
}
