import ArgumentParser
import Moderation

/// Gives a group another name.
struct RenameCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Rename a group.",
    discussion: "A name has 1 to 50 characters, and at most 500 bytes.")

  @OptionGroup var change: ChangeOptions

  @Argument(help: "What the group is to be called.")
  var name: String

  @OptionGroup var global: GlobalOptions

  func perform(in context: Context) async throws {
    if let fault = Group.nameFault(name) { throw fault }
    try await ChangeRun(action: "rename", options: change).perform(in: context) { group in
      group.name == name ? [] : [.rename(name)]
    } words: {
      "The group is called \"\($0.name)\"."
    }
  }
}
