import ArgumentParser
import Foundation
import Moderation
import Words

/// Locks a group.
struct LockCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock", abstract: "Lock a group: it takes no messages and no members.")

  @OptionGroup var change: ChangeOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    try await ChangeRun(action: "lock", options: change).perform(in: context) { group in
      group.lock == .unlocked || group.lockFault != nil ? [.lock] : []
    } words: {
      "\"\($0.name)\" is locked."
    }
  }
}

/// Unlocks a group.
struct UnlockCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Unlock a group.")

  @OptionGroup var change: ChangeOptions
  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    try await ChangeRun(action: "unlock", options: change).perform(in: context) { group in
      group.lock == .unlocked ? [] : [.unlock]
    } words: {
      "\"\($0.name)\" is open."
    }
  }
}

/// Gives a group another name.
struct RenameCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Rename a group.",
    discussion: "A name has 1 to 50 characters, and at most 500 bytes.")

  @OptionGroup var change: ChangeOptions

  @Argument(help: "What the group is to be called.")
  var name: String

  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    if let fault = Group.nameFault(name) { throw fault }
    try await ChangeRun(action: "rename", options: change).perform(in: context) { group in
      group.name == name ? [] : [.rename(name)]
    } words: {
      "The group is called \"\($0.name)\"."
    }
  }
}

/// Which group a command changes, and how.
struct ChangeOptions: ParsableArguments {
  @Argument(help: "The group's id or name.")
  var group: String

  @Flag(help: "Say what would be done, and send nothing.")
  var dryRun = false

  @Flag(help: "Print JSON, one line.")
  var json = false
}

/// The steps of every command that changes a group: find it, compare, change.
struct ChangeRun {
  /// The name of the action in JSON.
  let action: String
  let options: ChangeOptions

  /// - Parameters:
  ///   - changes: the changes that the group needs; none where it is as wanted already.
  ///   - words: the sentence about the group once it is as wanted.
  func perform(
    in context: CommandContext, _ changes: (Group) -> [GroupChange], words: (Group) -> String
  ) async throws {
    let status = ProgressLine()
    defer { status.clear() }
    let service = try context.service(notice: { status.show($0) })
    let group = try GroupResolver(groups: try await service.groups()).group(named: options.group)
    let changes = changes(group)
    let (now, fault) = await make(changes, of: group, with: service)
    var output = ReportWriter(json: options.json, status: status)
    if let fault {
      let sentence = fault.sentence(at: Date())
      try output.tellFailure(json(now, "failed", error: sentence), sentence)
      throw ExitCode(ExitStatus(fault.kind))
    }
    if options.dryRun, !changes.isEmpty {
      try tellWhatWouldBeDone(changes, group)
    } else {
      try output.tell(json(now, changes.isEmpty ? "unneeded" : "done"), words(now))
    }
  }

  /// - Returns: the group after the changes, and the fault that stopped them, if one did.
  private func make(
    _ changes: [GroupChange], of group: Group, with service: GroupService
  ) async -> (now: Group, fault: Fault?) {
    var group = group
    do throws(Fault) {
      if let fault = changes.lazy.compactMap({ $0.fault(in: group) }).first { throw fault }
      if options.dryRun { return (group, nil) }
      for change in changes { group = try await service.change(group, change) }
      return (group, nil)
    } catch {
      return (group, error)
    }
  }

  private func tellWhatWouldBeDone(_ changes: [GroupChange], _ group: Group) throws {
    let words = changes.map(\.infinitive).joined(separator: ", then ")
    try StandardStream.answer(
      json(group, "dry-run"), "Would \(words): \"\(group.name)\".", json: options.json)
  }

  private func json(_ group: Group, _ outcome: String, error: String? = nil) -> JSONValue {
    .object(
      .group(group.id, group.name) + .outcome(outcome, of: action, error: error) + [
        .init("lock", .string(group.lock.rawValue)), .init("link", group.link.json),
      ])
  }
}
