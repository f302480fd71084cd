import ATProto
import Foundation
import GRDB

/// What is wrong with the journal.
extension Fault {
  /// - Parameter path: the journal's file.
  init(journal error: any Error, path: String) {
    switch error {
    case let fault as Fault: self = fault
    case is ForeignEntry: self = .journalIsNewer(path)
    case let error as SessionStoreError:
      switch error {
      case .unwritable(let path, let reason): self = .journalUnwritable(path, reason)
      case .locked: self = .journalBusy(path)
      case .exposed, .unreadable, .damaged: self.init(error)
      }
    case let error as DatabaseError:
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB:
        self.init(
          .journal, "The journal at \(path) is damaged.",
          cure: "Start skydoor again: it keeps the file aside and begins a new journal.")
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        self = .journalBusy(path)
      case .SQLITE_FULL: self = .journalUnwritable(path, "the disk is full")
      default:
        self = .journalUnwritable(path, error.message ?? error.resultCode.description)
      }
    default: self = .journalUnwritable(path, "\(error)".quotable)
    }
  }

  private static func journalUnwritable(_ path: String, _ reason: String) -> Fault {
    Fault(
      .journal, "The journal at \(path) can't be written: \(reason).",
      cure: "Make room on the disk, and see that the directory is yours: "
        + "ls -ld \((path as NSString).deletingLastPathComponent.shellQuoted)")
  }

  private static func journalBusy(_ path: String) -> Fault {
    Fault(
      .journal, "Another program has been holding the journal at \(path) for too long.",
      cure: "End that program, then try again.")
  }

  /// - Parameter aside: where the damaged file is now.
  static func journalDamaged(_ path: String, aside: String) -> Fault {
    Fault(
      .journal, "The journal was damaged. It is kept at \(aside).",
      cure: "Start skydoor again: it begins a new journal, without what the old one remembered.")
  }

  static func journalIsNewer(_ path: String) -> Fault {
    Fault(
      .journal, "The journal at \(path) was written by a newer skydoor.",
      cure: "Update skydoor on this machine.")
  }

  static let decidedElsewhere = Fault(
    .refused, "Another skydoor is deciding about this person, and has not ended for a minute.",
    cure: "Look at the other one, or end it.")
}
