import ArgumentParser
import Canvas
import Foundation
import Moderation
import Words

/// Why a command could not do its work, told to the person who typed it.
struct CommandError: Error, Equatable {
  /// What happened: one sentence, with its full stop.
  let message: String
  /// What to do: one sentence, with its full stop.
  let cure: String
  let status: ExitStatus
  /// Lines to show below: what the person typed, or choices.
  let excerpt: [String]

  init(_ message: String, cure: String, _ status: ExitStatus, excerpt: [String] = []) {
    self.message = message
    self.cure = cure
    self.status = status
    self.excerpt = excerpt
  }

  /// The lines to print. They are made safe for a terminal, as they can quote what a service sent.
  var text: String {
    (["skydoor: \(message) \(cure)"] + excerpt.map { "  " + $0 })
      .map { $0.safeForPeople + "\n" }.joined()
  }
}

extension CommandError {
  init(_ fault: Fault) {
    self.init(fault.message, cure: fault.cure(at: Date()), ExitStatus(fault.kind))
  }
}

extension Fault {
  /// The message and the cure, as people read them.
  func sentence(at now: Date) -> String { "\(message) \(cure(at: now))" }

  /// What to do, and when, where the service has said when to try again.
  func cure(at now: Date) -> String {
    guard let retryAt, retryAt > now else { return cure }
    return "\(cure) That is in \(Age(from: now, to: retryAt).short)."
  }
}

extension CommandError {
  /// A mistake in a filter, with a mark below its column.
  init(_ error: FilterError, in text: String) {
    let characters = Array(text)
    // As much of the filter around the column as fits into a line.
    let place = error.column - 1
    let start = max(0, place - 40)
    let end = min(characters.count, place + 30)
    let head = (start > 0 ? "…" : "") + String(characters[start..<place])
    let tail = String(characters[place..<end]) + (end < characters.count ? "…" : "")
    let before = SafeText(head, glyphSet: TextLocale.glyphSet)
    self.init(
      "The filter can't be read at column \(error.column): \(error.message).",
      cure: "Correct it there.", .badInput,
      excerpt: [head + tail, String(repeating: " ", count: before.width) + "^"])
  }
}

extension Filter {
  /// Parses the value of `--where`.
  /// - Throws: with exit status 65, marking the column of the mistake.
  init(argument text: String) throws(CommandError) {
    do {
      try self.init(text)
    } catch {
      throw CommandError(error, in: text)
    }
  }
}

extension ExitCode {
  init(_ status: ExitStatus) { self.init(status.rawValue) }
}

/// The exit statuses that scripts can rely on: those of sysexits.h, and 1 for work partly done.
enum ExitStatus: Int32, CaseIterable {
  /// Some decisions were not carried out, or a group is in no state for what was asked; for `status`,
  /// nobody waits.
  case incomplete = 1
  /// The command line asks for something that can't be.
  case usage = 64
  /// A group, member, rule, filter or input line that can't be found or understood.
  case badInput = 65
  /// The service can't be reached, or does not answer as it should.
  case unavailable = 69
  /// The output can't be written (a full disk).
  case outputFailed = 74
  /// The service asks to come back later.
  case tryLater = 75
  /// Not signed in, or not allowed.
  case notAllowed = 77
  case badConfiguration = 78
  /// Stopped by ^C (128 and the signal's number, as shells report it).
  case interrupted = 130

  /// The status with which a command ends that fails so.
  init(_ kind: Fault.Kind) { self = ExitStatus(rawValue: kind.exitCode) ?? .unavailable }

  /// For the manual.
  var meaning: String {
    switch self {
    case .incomplete:
      """
      Some decisions or doors failed, the group is in no state for it, the answer was no, or nobody \
      waits (status).
      """
    case .usage: "The command line asks for something that can't be."
    case .badInput:
      """
      A group, member, rule, filter or input line leads nowhere, or standard input can't be read.
      """
    case .unavailable: "The service can't be reached, or does not answer as it should."
    case .outputFailed: "The output can't be written."
    case .tryLater: "The service asks to come back later."
    case .notAllowed: "Not signed in, or not allowed."
    case .badConfiguration: "The configuration can't be used."
    case .interrupted: "Stopped by ^C."
    }
  }
}

extension ExitStatus {
  /// The status of work on many things, given the failures; nil where nothing failed. When everything
  /// failed for one reason that is not about a single decision, the status names that reason.
  init?(_ faults: [Fault], someSucceeded: Bool) {
    guard let first = faults.first else { return nil }
    let reasons = Set(faults.map { ExitStatus($0.kind) })
    let isShared =
      !someSucceeded && reasons.count == 1 && faults.allSatisfy { $0.scope != .decision }
    self = isShared ? ExitStatus(first.kind) : .incomplete
  }
}
