import Foundation

/// When what is shown was last kept for the next start.
struct Keeping: Equatable {
  /// While the console runs it is written no more often than this.
  private static let pause: TimeInterval = 30

  /// A list has been read, a decision has settled, or somebody has come or gone, since it was written.
  var isDue = false
  private var writtenAt: Date?
  private var isOver = false

  /// It is time to write, while the console runs.
  func mayWrite(at now: Date) -> Bool {
    isDue && (writtenAt.map { now.timeIntervalSince($0) >= Self.pause } ?? true)
  }

  /// The console closes: once more is written, whenever the last time was.
  var mayWriteLast: Bool { !isOver }

  mutating func write(at now: Date) {
    isDue = false
    writtenAt = now
  }

  mutating func writeLast() { isOver = true }
}
