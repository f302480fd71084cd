import Dispatch
import Foundation

/// ^C for work that must not be cut off in the middle.
enum Interruption {
  /// Runs the work in a task that the first ^C cancels. The second one ends the program, as the
  /// first does everywhere else.
  static func cancelling<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let task = Task { try await work() }
    // A source hears of a signal beside its handler, which must not end the program meanwhile.
    signal(SIGINT, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: SIGINT)
    source.setEventHandler {
      signal(SIGINT, SIG_DFL)
      StandardStream.error.tell("\nStopping. ^C again stops at once.\n")
      task.cancel()
    }
    source.resume()
    defer {
      source.cancel()
      signal(SIGINT, SIG_DFL)
    }
    return try await task.value
  }
}
