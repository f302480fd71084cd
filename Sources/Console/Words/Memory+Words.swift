import Foundation
import Moderation

extension Memory {
  /// `rejected 2 times, approved once; last rejected 2026-11-02 11:13 in Night Owls, as @old.name`
  var sentence: String {
    var parts: [String] = []
    if rejected > 0 { parts.append("rejected \(rejected.times)") }
    if approved > 0 { parts.append("approved \(approved.times)") }
    if removed > 0 { parts.append("removed \(removed.times)") }
    guard let last else { return parts.joined(separator: ", ") }
    let place = last.groupName.isEmpty ? "" : " in \(last.groupName)"
    let name = last.handle.isPlaceholder ? "" : ", as @\(last.handle)"
    return parts.joined(separator: ", ")
      + "; last \(last.verdict.participle) \(last.at.minuteText)\(place)\(name)"
  }
}

extension Int {
  /// `once`, `3 times`
  fileprivate var times: String { self == 1 ? "once" : "\(self) times" }
}
