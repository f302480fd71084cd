import ATProto
import Canvas
import Config
import Foundation
import Moderation

/// Something that happened: a command from the keyboard or the mouse, an answer from the service, the passing
/// of time.
public enum Action: Equatable, Sendable {
  /// What time it is, sent before anything that happens then.
  case clock(Date)
  case opened
  case resized(Size)
  case command(Command)
  /// A key for the line that is being typed.
  case typed(Key)
  case mouse(MouseEvent)
  /// One of the owner's own filters is wanted.
  case filterChosen(NamedFilter)
  case unboundKey(String)
  /// The first keys of a chord; those before are given again.
  case chordBegun(Chord)
  case chordDropped

  /// What an earlier console has left, for until the service answers.
  case snapshotRead(Snapshot)
  /// The groups, and how many more could not be read.
  case groupsAnswered(Result<[Group], Fault>, unreadable: Int = 0)
  case groupAnswered(Group.ID, Result<Group, Fault>)
  /// A page of a list, which reading of it this belongs to, and how many entries could not be read.
  case requestsArrived(Group.ID, load: Int, [JoinRequest], unreadable: Int = 0)
  /// The reading has ended; with a fault when it broke off.
  case requestsEnded(Group.ID, load: Int, Fault?)
  case logAnswered(Result<LivePage, Fault>)
  case profilesAnswered([DID], Result<[Profile], Fault>, unreadable: Int = 0)
  case burstsFound([Burst])
  case historyAnswered(HistoryQuery, Result<[JournalEntry], Fault>)
  /// A page of a group's members, which reading of them this belongs to, and how many entries could
  /// not be read.
  case membersArrived(Group.ID, load: Int, [GroupMember], unreadable: Int = 0)
  /// The reading has ended; with a fault when it broke off.
  case membersEnded(Group.ID, load: Int, Fault?)
  /// A change to a group has come to its end: the group as it is after it, or why it is not so.
  case groupChanged(Group.ID, GroupChange, Result<Group, Fault>)
  case markedRead(Group.ID, Fault?)
  /// What was decided by interrupted processes and not carried out; others may be at work still, and
  /// be interrupted.
  case recovered(Result<[JournalEntry], Fault>, othersAreAtWork: Bool = false)
  case recalled(Result<[DID: PersonHistory], Fault>)
  /// Which doors are shut has changed, by this console or another.
  case doorsRead(Result<[Door], Fault>)
  case doorSettled(Int, SettledDoor)
  case doorsDue
  case noteKept(Fault?)
  case noticed(ServiceNotice)
  /// A text was sent to the terminal to be copied; false where the terminal can't.
  case copied(String, Bool)
  case themeSwitched(ShownTheme)

  /// The time in which a batch could be undone is over.
  case holdElapsed(Int)
  case decisionSettled(Int, Membership, Outcome)
  /// The rows of people who have left have been shown for long enough.
  case lingerElapsed

  /// Why the owner can't go on as another account; nil where they can.
  case accountChecked(Account, Fault?)
  /// A signal asked the console to leave, or the terminal is gone.
  case terminated(signal: Int32)
  /// What was held when the console was told to leave has had its time.
  case quitDeadlinePassed
}

extension Action {
  /// A look that brought nothing: no reason to draw anything, not even the time.
  public var isUneventful: Bool {
    switch self {
    case .logAnswered(.success(let page)): page.events.isEmpty
    case .recovered(.success(let entries), _): entries.isEmpty
    case _: false
    }
  }

  /// The owner has pressed a key, or used the mouse. It goes on with a chord that has been begun, or
  /// ends it.
  var isKey: Bool {
    switch self {
    case .unboundKey, .chordBegun, .chordDropped: true
    case _: isAboutRows
    }
  }

  /// It is about the rows as they are shown, so that these have to be up to date.
  var isAboutRows: Bool {
    switch self {
    case .command, .typed, .mouse, .filterChosen: true
    case _: false
    }
  }
}
