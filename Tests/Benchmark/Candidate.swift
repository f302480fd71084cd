import Foundation

/// A command that is measured, and what its row is called.
struct Candidate {
  let name: String
  let command: [String]
  let environment: [String: String]

  /// Another program than the console.
  init(_ command: [String]) {
    name = command[0].split(separator: "/").last.map(String.init) ?? command[0]
    self.command = command
    environment = ProcessInfo.processInfo.environment
  }

  /// The console of an account in whose group so many people wait.
  init(_ program: String, _ account: Account, requests: Int) {
    name = "skydoor \(requests)"
    command = [program]
    environment = account.environment
  }
}
