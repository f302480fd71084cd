import Config
import Moderation
import Words

extension Command {
  static let interrupted = Command("leftovers", "interrupted", "See what was interrupted")
  static let drop = Command("drop", "drop", "Drop it, send nothing")
  static let later = Command("later", "later", "Leave it for later")
}

/// Before what was interrupted is looked for once more, when the service could not be asked.
private let afterFailure = Duration.seconds(30)
/// The same while others are at work: a console whose line is cut has an end soon, and its owner is
/// back.
private let whileOthersAreAtWork = Duration.seconds(5)

/// Decisions of interrupted consoles and commands that were not carried out: to be sent, dropped, or
/// left for later.
struct InterruptedDecisions: Equatable, Sendable {
  /// Oldest first, one about each request.
  private(set) var entries: [JournalEntry] = []
  /// What was decided before that about the same requests: it ends as the last word does.
  private var superseded: [JournalEntry] = []

  /// All of them, as the journal knows them.
  var ids: [JournalEntry.ID] { (superseded + entries).map(\.id) }

  mutating func add(_ found: [JournalEntry]) {
    guard !found.isEmpty else { return }
    var decided: Set<Membership> = []
    var latest: [JournalEntry] = []
    for entry in (entries + found).sorted(by: { $0.id > $1.id }) {
      if decided.insert(entry.subject.id).inserted {
        latest.append(entry)
      } else {
        superseded.append(entry)
      }
    }
    entries = latest.reversed()
  }

  mutating func remove(_ decided: Set<Membership>) {
    entries.removeAll { decided.contains($0.subject.id) }
    superseded.removeAll { decided.contains($0.subject.id) }
  }
}

/// What looking at interrupted decisions needs of the rest of the console.
protocol InterruptedHost: Host {
  var interrupted: InterruptedDecisions { get set }
  var isAskedAboutInterrupted: Bool { get }
  mutating func askAboutInterrupted()
  mutating func closeQuestion()
  mutating func begin(_ batch: Batch)
}

extension InterruptedHost {
  static var interruptedCommands: CommandTable<Self> {
    [
      .interrupted: CommandEntry(
        unless: { $0.interrupted.entries.isEmpty ? "Nothing was interrupted." : nil },
        perform: { $0.showInterrupted() }),
      .drop: CommandEntry(unless: { $0.answerUnavailable }, perform: { $0.dropInterrupted() }),
      .later: CommandEntry(unless: { $0.answerUnavailable }, perform: { $0.postponeInterrupted() }),
    ]
  }

  private var answerUnavailable: String? { isAskedAboutInterrupted ? nil : "Nothing is asked." }

  mutating func recovered(
    _ result: Result<[JournalEntry], Fault>, othersAreAtWork: Bool
  ) -> [Effect] {
    guard session.isRunning else { return [] }
    switch result {
    case .success(let entries):
      // What has been decided anew meanwhile is that decision's business.
      let found = entries.filter {
        $0.verdict == .remove
          ? !decisions.isBeingRemoved($0.subject.id) : !decisions.isPending($0.subject.id)
      }
      interrupted.add(found)
      // A question about fewer is answered no more.
      if !found.isEmpty, isAskedAboutInterrupted { closeQuestion() }
      return othersAreAtWork ? [.recover(after: whileOthersAreAtWork)] : []
    case .failure(let fault) where fault.kind == .journal:
      return journalFailed(fault)
    case .failure:
      return [.recover(after: afterFailure)]
    }
  }

  mutating func showInterrupted() -> [Effect] {
    askAboutInterrupted()
    message = nil
    return []
  }

  /// They are written down already, so they go out as they are.
  mutating func sendInterrupted() -> [Effect] {
    let entries = interrupted.entries
    interrupted = InterruptedDecisions()
    closeQuestion()
    return Decision.Verdict.allCases.compactMap { verdict in
      let subjects = verdict.order(entries.filter { $0.verdict == verdict }.map(\.subject))
      guard !subjects.isEmpty else { return nil }
      let batch = Batch(
        id: service.nextNumber(), verdict: verdict, subjects: subjects, phase: .sending(since: now))
      begin(batch)
      return .send(batch.id, batch.decisions)
    }
  }

  mutating func dropInterrupted() -> [Effect] {
    let (count, ids) = (interrupted.entries.count, interrupted.ids)
    interrupted = InterruptedDecisions()
    closeQuestion()
    message = Message(
      count == 1 ? "Dropped; nothing was sent." : "All \(count) dropped; nothing was sent.",
      .success)
    return [.drop(ids)]
  }

  mutating func postponeInterrupted() -> [Effect] {
    closeQuestion()
    message = Message("Left for later: they are offered again.")
    return []
  }
}

extension InterruptedDecisions {
  /// `4 decisions were interrupted and not sent: R looks at them`
  /// - Parameter key: how to get to them; nil where there is no way.
  func notice(key: String?) -> String {
    let (what, them) =
      entries.count == 1
      ? ("1 decision was", "it") : ("\(entries.count) decisions were", "them")
    return "\(what) interrupted and not sent" + (key.map { ": \($0) looks at \(them)" } ?? "")
  }

  /// `Interrupted: reject 3 people, approve @bo.example.com. Send them now?`
  var question: String {
    let parts = Decision.Verdict.allCases.compactMap { verdict -> String? in
      let entries = entries.filter { $0.verdict == verdict }
      guard let first = entries.first else { return nil }
      let whom =
        entries.count == 1 ? first.subject.person.mention : entries.count.people
      return "\(verdict.imperative.lowercased()) \(whom)"
    }
    let them = entries.count == 1 ? "it" : "them"
    return "Interrupted: \(parts.joined(separator: ", ")). Send \(them) now?"
  }
}
