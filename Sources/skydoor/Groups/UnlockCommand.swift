import ArgumentParser
import Moderation

/// Unlocks a group.
struct UnlockCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Unlock a group.")

  @OptionGroup var change: ChangeOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: Context) async throws {
    try await ChangeRun(action: "unlock", options: change).perform(in: context) { group in
      group.lock == .unlocked ? [] : [.unlock]
    } words: {
      "\"\($0.name)\" is open."
    }
  }
}
