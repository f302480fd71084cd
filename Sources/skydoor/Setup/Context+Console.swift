import ATProto
import Moderation

/// The accounts of this machine at the console.
extension Context {
  /// What the console needs to work for the account of a session. Makes no call.
  func seat(of session: Session) throws(Fault) -> ConsoleSeat {
    let labelers = accounts.labelersFile(of: session.did)
    let hasHandle = !session.handle.isPlaceholder
    return ConsoleSeat(
      account: hasHandle ? session.handle.description : session.did.description,
      others: try accounts.others(than: session.did),
      snapshot: accounts.snapshotFile(of: session.did)
    ) { [journals] notice throws(Fault) in
      let journal = Result { () throws(Fault) in try Journal.open(of: session.did, in: journals) }
      return GroupService(
        session: session, journal: journal, labelers: labelers, upkeep: .meanwhile,
        retries: .patient, notice: notice)
    }
  }

  /// The same for an account that is signed in.
  func seat(of account: Account) throws(Fault) -> ConsoleSeat {
    try seat(of: accounts.session(account.did.description))
  }

  /// Why the console can't go on as an account; nil where it can.
  func whyNot(_ account: Account) async -> Fault? {
    do throws(Fault) {
      try await accounts.check(account.did)
      return nil
    } catch {
      return error
    }
  }
}
