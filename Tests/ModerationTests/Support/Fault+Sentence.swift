import Testing

@testable import Moderation

/// A fault says in plain words on one line what has happened, and what to do.
func expectSentence(_ fault: Fault) throws {
  try #require(fault.message.last.map { ".!?…".contains($0) } ?? false, "\(fault)")
  try #require(!fault.cure.isEmpty, "\(fault)")
  for text in [fault.message, fault.cure] {
    try #require(text.count < 600, "\(fault)")
    try #require(text.unicodeScalars.allSatisfy { $0.isPlain }, "\(fault)")
  }
}

extension Unicode.Scalar {
  fileprivate var isPlain: Bool {
    ![.control, .format, .lineSeparator, .paragraphSeparator]
      .contains(properties.generalCategory)
  }
}
