import Moderation

extension Int {
  /// `2 could not be read`, behind what could; nil where there is nothing else.
  var unreadableText: String? { self > 0 ? "\(self) could not be read" : nil }

  /// The same where nothing could be read, with what to do; nil where there is nothing at all.
  /// - Parameter thing: what one of them is: `request`.
  func unreadableNote(_ thing: String) -> [String]? {
    guard self > 0 else { return nil }
    let fault = Fault.unreadable(self, thing)
    return [fault.message, fault.cure]
  }
}
