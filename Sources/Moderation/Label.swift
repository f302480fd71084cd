import ATProto
import Foundation

extension [ComAtprotoLabel.Label] {
  /// The values that apply, each once, in the order they came. A labeler takes back its own labels
  /// only; one that has ended is as if it were not there.
  func valuesInForce(at now: Date) -> [String] {
    let current = filter { label in label.exp.map { $0 > now } ?? true }
    let takenBack = Set(
      current.filter { $0.neg == true }.map { Mark(source: $0.src, value: $0.val) })
    var values: Set<String> = []
    return current.compactMap { label in
      guard
        label.neg != true, !takenBack.contains(Mark(source: label.src, value: label.val)),
        values.insert(label.val).inserted
      else { return nil }
      return label.val
    }
  }
}

/// What a label and the one that takes it back have in common.
private struct Mark: Hashable {
  let source: String?
  let value: String
}
