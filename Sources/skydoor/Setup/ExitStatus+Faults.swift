import Moderation

extension ExitStatus {
  /// How work on many things ends of which some failed; nil where none did. A reason that all
  /// failures share and that lies beyond the single one says more than that some failed.
  init?(_ faults: [Fault], someSucceeded: Bool) {
    guard let first = faults.first else { return nil }
    let reasons = Set(faults.map { ExitStatus($0.kind) })
    let isShared =
      !someSucceeded && reasons.count == 1 && faults.allSatisfy { $0.scope != .decision }
    self = isShared ? ExitStatus(first.kind) : .incomplete
  }
}
