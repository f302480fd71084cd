import ATProto
import Canvas
import Foundation
import Moderation

/// Decisions of interrupted consoles and commands that were not carried out: to be sent, dropped, or
/// left for later.
public struct Leftovers: Equatable, Sendable {
  /// Oldest first, one about each request.
  public private(set) var entries: [JournalEntry] = []
  /// What was decided before that about the same requests: it ends as the last word does.
  private var superseded: [JournalEntry] = []

  public init() {}

  /// All of them, as the journal knows them.
  var ids: [JournalEntry.ID] { (superseded + entries).map(\.id) }

  /// Takes more in.
  mutating func add(_ found: [JournalEntry]) {
    guard !found.isEmpty else { return }
    var requests: Set<JoinRequest.ID> = []
    var latest: [JournalEntry] = []
    for entry in (entries + found).sorted(by: { $0.id > $1.id }) {
      if requests.insert(entry.request.id).inserted {
        latest.append(entry)
      } else {
        superseded.append(entry)
      }
    }
    entries = latest.reversed()
  }

  /// Leaves out what is decided anew.
  mutating func remove(_ requests: Set<JoinRequest.ID>) {
    entries.removeAll { requests.contains($0.request.id) }
    superseded.removeAll { requests.contains($0.request.id) }
  }
}

/// What the journal tells: what was interrupted, and who has been here before.
extension State {
  /// Before what was interrupted is looked for once more, when the service could not be asked.
  private static let afterFailure = Duration.seconds(30)
  /// The same while others are at work: a console whose line is cut has an end soon, and its owner
  /// is back.
  private static let whileOthersAreAtWork = Duration.seconds(5)

  mutating func recovered(
    _ result: Result<[JournalEntry], Fault>, othersAreAtWork: Bool
  ) -> [Effect] {
    guard session.isRunning else { return [] }
    switch result {
    case .success(let entries):
      // What has been decided anew meanwhile is that decision's business.
      let found = entries.filter {
        $0.verdict == .remove
          ? !decisions.isBeingRemoved($0.request.id) : !decisions.isPending($0.request.id)
      }
      interrupted.add(found)
      // A question about fewer is answered no more.
      if !found.isEmpty, modal == .interrupted { modal = nil }
      return othersAreAtWork ? [.recover(after: Self.whileOthersAreAtWork)] : []
    case .failure(let fault) where fault.kind == .journal:
      return journalFailed(fault)
    case .failure:
      return [.recover(after: Self.afterFailure)]
    }
  }

  mutating func recalled(_ result: Result<[DID: Memory], Fault>) -> [Effect] {
    switch result {
    case .success(let found):
      people.memories.replace(with: found)
      if requests.list.filter.filter?.needsMemory ?? false { requests.list.isStale = true }
      return []
    case .failure(let fault):
      return fault.kind == .journal ? journalFailed(fault) : []
    }
  }

  /// Without a journal nothing can be decided: what is sent could not be remembered.
  mutating func journalFailed(_ fault: Fault) -> [Effect] {
    guard decisions.fault == nil else { return [] }
    decisions.fault = fault
    message = Message(fault, .error, after: "Decisions are off.")
    return []
  }

  // MARK: What was interrupted

  mutating func lookAtLeftovers() -> [Effect] {
    modal = .interrupted
    screen = .panes
    message = nil
    return []
  }

  /// They are written down already, so they go out as they are.
  mutating func sendLeftovers() -> [Effect] {
    let entries = interrupted.entries
    interrupted = Leftovers()
    modal = nil
    return Decision.Verdict.allCases.compactMap { verdict in
      let requests = verdict.order(entries.filter { $0.verdict == verdict }.map(\.request))
      guard !requests.isEmpty else { return nil }
      let batch = Batch(
        id: service.nextNumber(), verdict: verdict, requests: requests, phase: .sending(since: now))
      begin(batch)
      return .send(batch.id, batch.decisions)
    }
  }

  mutating func dropLeftovers() -> [Effect] {
    let (count, ids) = (interrupted.entries.count, interrupted.ids)
    interrupted = Leftovers()
    modal = nil
    message = Message(
      count == 1 ? "Dropped; nothing was sent." : "All \(count) dropped; nothing was sent.",
      .success)
    return [.drop(ids)]
  }

  mutating func leaveLeftovers() -> [Effect] {
    modal = nil
    message = Message("Left for later: they are offered again.")
    return []
  }

  // MARK: Notes

  mutating func openNotePrompt() -> [Effect] {
    guard let person = selectedPerson else { return [] }
    message = nil
    input = .text(
      TextPrompt(.note(on: person.did, person.handle), people.memories[person.did]?.note ?? ""))
    return []
  }

  mutating func keepNote(_ text: String, on member: DID) -> [Effect] {
    guard text != people.memories[member]?.note ?? "" else { return [] }
    people.memories.setNote(text, on: member)
    message = Message(text.isEmpty ? "The note is removed." : "Noted.", .success)
    return [.keepNote(text, on: member)]
  }

  mutating func noteKept(_ fault: Fault?) -> [Effect] {
    guard let fault else { return [] }
    message = Message(fault, .error, after: "The note was not kept.")
    return [.recall]
  }
}
