import ArgumentParser
import Foundation
import Moderation
import Words

/// Says in one line how many wait, for a prompt or the status line of a multiplexer.
struct StatusCommand: ServiceCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say in one line how many wait.",
    discussion: """
      The exit status is 0 where somebody waits and 1 where nobody does. With --cached nobody is \
      asked: it tells what the console or a command has seen last, and since when where that is more \
      than an hour ago. Where nothing is known it prints nothing, and the exit status is 69; off a \
      terminal it does not say why.
      """)

  @Flag(help: "Ask nobody: tell what was seen last.")
  var cached = false

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func perform(in context: CommandContext) async throws {
    let report = cached ? try remembered(in: context) : try await current(in: context)
    try StandardStream.output.write(json ? report.json.line : report.line(at: Date()) + "\n")
    if report.waiting.number == 0 { throw ExitCode(.incomplete) }
  }

  private func current(in context: CommandContext) async throws -> WaitingReport {
    let status = ProgressLine()
    defer { status.clear() }
    let listing = try await context.listing { status.show($0) }
    status.clear()
    UnreadableEntries(listing.unreadable, .group).tell(json: json)
    return WaitingReport(listing.groups, asOf: listing.readAt)
  }

  /// Prints the reason for a failure only on a terminal: a shell prompt must not be disturbed.
  private func remembered(in context: CommandContext) throws -> WaitingReport {
    do {
      do {
        if let report = try context.remembered() { return report }
      } catch let fault as CacheFault {
        throw CommandError(
          fault.message, cure: "It can be deleted. Run: skydoor status.", .unavailable)
      }
      throw CommandError(
        "Nothing has been seen yet of this account's groups.",
        cure: "Run: skydoor status.", .unavailable)
    } catch {
      guard !StandardStream.output.isTerminal else { throw error }
      let status = (error as? Fault).map { ExitStatus($0.kind) } ?? .unavailable
      throw ExitCode(status)
    }
  }
}

/// How many wait, in all groups together.
struct WaitingReport: Equatable {
  /// In seconds. The line tells the age of anything older.
  private static let freshness: TimeInterval = 60 * 60

  let groups: Int
  let waiting: WaitingCount
  /// How many of them the owner has not looked at.
  let new: Int
  /// When the numbers were read.
  let asOf: Date

  init(_ groups: [Group], asOf: Date) {
    self.groups = groups.count
    waiting = groups.reduce(WaitingCount(0, isCapped: false)) { $0 + $1.waiting }
    new = groups.reduce(0) { $0 + $1.unread }
    self.asOf = asOf
  }

  /// `3 groups · 42 waiting · 7 new`
  func line(at now: Date) -> String {
    let age =
      now.timeIntervalSince(asOf) > Self.freshness ? " · as of \(asOf.briefText(at: now))" : ""
    return "\(groups) \(groups == 1 ? "group" : "groups") · \(waiting) waiting · \(new) new\(age)"
      .safeForPeople
  }

  /// As `status --json` prints it.
  var json: JSONValue {
    .object([
      .init("groups", .number(groups)), .init("waiting", .number(waiting.number)),
      .init("waitingIsCapped", .bool(waiting.isCapped)), .init("new", .number(new)),
      .init("asOf", .date(asOf)),
    ])
  }
}

extension CommandContext {
  /// How many waited when the console or a command looked last; nil where none has. Makes no call.
  /// - Throws: a ``CacheFault`` where nothing is known because what is there can't be used.
  func remembered() throws -> WaitingReport? {
    let account = try accounts.session(account).did
    let listed = Result { () throws(CacheFault) in try accounts.listingFile(of: account)?.contents()
    }
    let seen = Result { () throws(CacheFault) in
      try accounts.snapshotFile(of: account)?.readGroups()
    }
    let reports = [
      listed.map { $0.map { WaitingReport($0.groups, asOf: $0.readAt) } },
      seen.map { $0.map { WaitingReport($0.groups, asOf: $0.readAt) } },
    ]
    let newest = reports.compactMap { try? $0.get() }.max { $0.asOf < $1.asOf }
    if let newest { return newest }
    for report in reports { _ = try report.get() }
    return nil
  }
}
