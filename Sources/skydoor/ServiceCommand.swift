import ArgumentParser

/// A command that works with the service, without a screen.
protocol ServiceCommand: ParsableCommand, Sendable {
  var global: GlobalOptions { get }
  func perform(in context: Context) async throws
}

extension ServiceCommand {
  func run() throws {
    try global.checkConfiguration()
    let context = try Context(global)
    try waitFor {
      let result: Result<Void, any Error>
      do {
        result = .success(try await perform(in: context))
      } catch {
        result = .failure(error)
      }
      await context.client.shutdown()
      try result.get()
    }
  }
}
