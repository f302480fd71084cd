import Config
import Moderation

/// Something the palette can do.
public struct PaletteEntry: Equatable, Sendable {
  public enum Choice: Hashable, Sendable {
    case command(Command)
    case filter(NamedFilter)
    case account(Account)
  }

  public let choice: Choice
  public let chords: [Chord]
  /// Why it can't act now; nil when it can.
  public let reason: String?

  /// What it is called in the configuration; a filter by its own name, an account by its handle.
  public var name: String {
    switch choice {
    case .command(let command): command.name
    case .filter(let filter): filter.name
    case .account(let account): account.mention
    }
  }

  /// What it does.
  public var help: String {
    switch choice {
    case .command(let command): command.does
    case .filter(let filter): "Filter: \(filter.expression)"
    case .account(let account): "Switch to \(account.mention) on \(account.host.place)"
    }
  }

  /// How well a search finds it; nil where it does not.
  func score(_ search: FuzzySearch) -> Int? {
    switch choice {
    case .command(let command): search.score([command.title, command.name, command.does])
    case .filter(let filter): search.score([filter.name, "filter \(filter.name)"])
    case .account(let account):
      search.score(["\(account.handle)", "switch to \(account.mention)"])
    }
  }
}
