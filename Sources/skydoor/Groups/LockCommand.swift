import ArgumentParser
import Moderation

/// Locks a group.
struct LockCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock", abstract: "Lock a group: it takes no messages and no members.")

  @OptionGroup var change: ChangeOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: Context) async throws {
    try await ChangeRun(action: "lock", options: change).perform(in: context) { group in
      group.lock == .unlocked || group.lockFault != nil ? [.lock] : []
    } words: {
      "\"\($0.name)\" is locked."
    }
  }
}
