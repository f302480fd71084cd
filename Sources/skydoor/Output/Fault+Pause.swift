import Foundation
import Moderation
import Words

extension Fault {
  /// The message and the cure, for people.
  func sentence(at now: Date) -> String { "\(message) \(cure(at: now))" }

  /// What to do, and in how long where the service has said so.
  func cure(at now: Date) -> String {
    guard let retryAt, retryAt > now else { return cure }
    return "\(cure) That is in \(Age(from: now, to: retryAt).short)."
  }
}
