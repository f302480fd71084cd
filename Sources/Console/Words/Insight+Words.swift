import Foundation
import Moderation

extension Suggestion {
  /// `reject: throw-away`, for the row.
  var badge: String { "\(verdict.imperative.lowercased()): \(rule)" }

  /// `rule throw-away suggests to reject: age < 7d (age 3d), followers < 3 (followers 2)`
  var sentence: String { "\(beginning) \(reasons.joined(separator: ", "))" }

  /// What stands before the reasons.
  var beginning: String { "rule \(rule) suggests to \(verdict.imperative.lowercased()):" }

  var reasons: [String] { clauses.map(\.description) }
}

extension Cluster {
  /// `one of 60 who asked within 58 minutes: accounts made within 1 hour of each other`
  var sentence: String { "\(beginning) \(reasonTexts.joined(separator: ", "))" }

  /// What stands before the reasons.
  var beginning: String { "one of \(members.count) who asked within \(Age(seconds: span).long):" }

  var reasonTexts: [String] {
    reasons.map { reason in
      switch reason {
      case .accountsMadeTogether(let seconds): "accounts made within \(Age(seconds: seconds).long)"
      case .similarHandles(let example): "handles like @\(example)"
      }
    }
  }
}

extension Int {
  /// `812`, `1.2k`, `45k`, `3.1M`: at most four signs for any number that an account has.
  var compact: String {
    switch self {
    case ..<1_000: String(self)
    case ..<10_000: "\(self / 1_000).\(self % 1_000 / 100)k"
    case ..<1_000_000: "\(self / 1_000)k"
    case ..<10_000_000: "\(self / 1_000_000).\(self % 1_000_000 / 100_000)M"
    case _: "\(self / 1_000_000)M"
    }
  }
}
