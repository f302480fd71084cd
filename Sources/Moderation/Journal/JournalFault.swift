import ATProto
import Foundation
import GRDB
import Text

/// What is wrong with the journal.
///
/// The path comes last: a line that is too short for all of it still holds what to do.
extension Fault {
  /// - Parameter path: the journal's file.
  init(journal error: any Error, path: String) {
    switch error {
    case let fault as Fault: self = fault
    case is NewerRow: self = .journalIsNewer(path)
    case is DamagedRow, is RowDecodingError, is DecodingError: self = .journalHasDamage(path)
    case let error as FileError:
      switch error {
      case .unwritable: self = .journalUnwritable(error.path, error.reason)
      case .busy: self = .journalBusy(path)
      case .unreadable, .exposed: self = .journalUnreadable(error.path, error.reason)
      }
    case let error as DatabaseError:
      switch error.resultCode {
      case .SQLITE_CORRUPT, .SQLITE_NOTADB:
        self.init(
          .journal, "The journal is damaged.",
          cure: "Start again for a new one; the old one is kept: \(path)")
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
      .journal, "The journal can't be written: \(reason).",
      cure: "Make room on the disk, and see that the directory is yours: "
        + "ls -ld \((path as NSString).deletingLastPathComponent.shellQuoted)")
  }

  private static func journalUnreadable(_ path: String, _ reason: String) -> Fault {
    Fault(
      .journal, "The journal can't be read: \(reason).",
      cure: "See what is there, and whose it is: ls -ld \(path.shellQuoted)")
  }

  private static func journalBusy(_ path: String) -> Fault {
    Fault(
      .journal, "Another program has been holding the journal for too long.",
      cure: "End it, then try again. The journal is \(path)")
  }

  /// SQLite finds nothing wrong with it, so that it has to be given another name by hand.
  /// - Parameter aside: the name.
  static func journalHasDamage(_ path: String, aside: String? = nil) -> Fault {
    let aside = aside ?? "\(path).damaged"
    return Fault(
      .journal, "The journal is damaged.",
      cure: "Keep it aside, then start again for a new one: "
        + "mv \(path.shellQuoted) \(aside.shellQuoted)")
  }

  /// - Parameter aside: where the damaged file is now.
  static func journalDamaged(_ path: String, aside: String) -> Fault {
    Fault(
      .journal, "The journal was damaged.",
      cure: "Start again for a new one; the old one is kept: \(aside)")
  }

  static func journalIsNewer(_ path: String) -> Fault {
    Fault(
      .journal, "The journal was written by a newer skydoor.",
      cure: "Update skydoor on this machine. The journal is \(path)")
  }

  static let decidedElsewhere = Fault(
    .refused, "Another skydoor is deciding about this person, and has not ended for a minute.",
    cure: "Look at the other one, or end it.")
}

/// An entry that says what can't be.
struct DamagedRow: Error {}

/// An entry in words that this version does not know.
struct NewerRow: Error {}
