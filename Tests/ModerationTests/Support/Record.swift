import Synchronization

/// Collects values from anywhere, in the order they come.
final class Record<Value: Sendable>: Sendable {
  private let collected = Mutex<[Value]>([])

  var values: [Value] { collected.withLock { $0 } }

  func add(_ value: Value) {
    collected.withLock { $0.append(value) }
  }
}
