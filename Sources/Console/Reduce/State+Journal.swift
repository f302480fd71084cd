import ATProto
import Canvas
import Foundation
import Moderation

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
    guard case .running = lifecycle else { return [] }
    switch result {
    case .success(let entries):
      // What has been decided anew meanwhile is that decision's business.
      leftovers.add(
        entries.filter {
          $0.verdict == .remove ? !isBeingRemoved($0.request.id) : !isPending($0.request.id)
        })
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
      memories.replace(with: found)
      if filter.filter?.needsMemory ?? false { queue.isStale = true }
      return []
    case .failure(let fault):
      return fault.kind == .journal ? journalFailed(fault) : []
    }
  }

  /// Without a journal nothing can be decided: what is sent could not be remembered.
  mutating func journalFailed(_ fault: Fault) -> [Effect] {
    guard journalFault == nil else { return [] }
    journalFault = fault
    message = Message(fault, .error, after: "Decisions are off.")
    return []
  }

  // MARK: What was interrupted

  mutating func lookAtLeftovers() -> [Effect] {
    leftovers.isAsked = true
    overlay = nil
    groupPage = nil
    message = nil
    return []
  }

  /// They are written down already, so they go out as they are.
  mutating func sendLeftovers() -> [Effect] {
    let entries = leftovers.entries
    leftovers = Leftovers()
    return Decision.Verdict.allCases.compactMap { verdict in
      let requests = verdict.order(entries.filter { $0.verdict == verdict }.map(\.request))
      guard !requests.isEmpty else { return nil }
      let batch = Batch(
        id: nextNumber(), verdict: verdict, requests: requests, phase: .sending(since: now))
      begin(batch)
      return .send(batch.id, batch.decisions)
    }
  }

  mutating func dropLeftovers() -> [Effect] {
    let (count, ids) = (leftovers.entries.count, leftovers.ids)
    leftovers = Leftovers()
    message = Message(
      count == 1 ? "Dropped; nothing was sent." : "All \(count) dropped; nothing was sent.",
      .success)
    return [.drop(ids)]
  }

  mutating func leaveLeftovers() -> [Effect] {
    leftovers.isAsked = false
    message = Message("Left for later: they are offered again.")
    return []
  }

  // MARK: Notes

  mutating func openNotePrompt() -> [Effect] {
    guard let person = selectedPerson else { return [] }
    message = nil
    textPrompt = TextPrompt(
      .note(on: person.did, person.handle), memories[person.did]?.note ?? "")
    return []
  }

  mutating func keepNote(_ text: String, on member: DID) -> [Effect] {
    guard text != memories[member]?.note ?? "" else { return [] }
    memories.setNote(text, on: member)
    message = Message(text.isEmpty ? "The note is removed." : "Noted.", .success)
    return [.keepNote(text, on: member)]
  }

  mutating func noteKept(_ fault: Fault?) -> [Effect] {
    guard let fault else { return [] }
    message = Message(fault, .error, after: "The note was not kept.")
    return [.recall]
  }
}
