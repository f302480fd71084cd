import ArgumentParser
import Foundation
import Moderation

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

  func perform(in context: Context) async throws {
    let report = cached ? try remembered(in: context) : try await asked(in: context)
    try StandardStream.output.write(json ? report.json.line : report.line(at: Date()) + "\n")
    if report.waiting.number == 0 { throw ExitCode(ExitStatus.incomplete.rawValue) }
  }

  private func asked(in context: Context) async throws -> WaitingReport {
    let status = StatusLine()
    defer { status.clear() }
    let listing = try await context.listing { status.show($0) }
    status.clear()
    Unreadable(listing.unreadable, .group).tell(json: json)
    return WaitingReport(listing.groups, asOf: listing.readAt)
  }

  /// A prompt is not to be disturbed: the reasons are for whoever tries it on a terminal.
  private func remembered(in context: Context) throws -> WaitingReport {
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
      throw ExitCode(status.rawValue)
    }
  }
}
