import ATProto
import Foundation
import Moderation

/// What is to be done outside of the state, as a value: a test compares it, ``EffectRunner`` does
/// it, and its result comes back as an ``Action``.
public enum Effect: Equatable, Sendable {
  /// Looks for what an earlier console has left.
  case readSnapshot
  case saveSnapshot(Snapshot)
  case loadGroups
  case loadGroup(Group.ID)
  /// Reads a whole list, page by page, under the number given.
  case loadRequests(Group.ID, load: Int)
  /// Looks at what has happened since the cursor (nil: from now on), after a wait.
  case followLog(after: String?, wait: Duration)
  /// At most 25.
  case loadProfiles([DID])
  /// Reads a page of what was decided before.
  case loadHistory(HistoryQuery)
  case findBursts([JoinRequest])
  /// Reads a whole list of members, page by page, under the number given.
  case loadMembers(Group.ID, load: Int)
  /// Changes something about a group, given as it was seen last; comes back as `.groupChanged`.
  case changeGroup(Group, GroupChange)
  case markRead(Group.ID)
  case record([DecisionDraft])
  /// Notes in the journal that decisions are called back.
  case withdraw([Decision])
  /// Settles what interrupted processes have left in the journal, after a wait.
  case recover(after: Duration)
  case drop([JournalEntry.ID])
  case recall
  /// Reads which doors are shut; nothing comes back where it is what is known.
  case readDoors(known: [Door])
  /// Shuts the doors of groups; each comes back as `.doorSettled`.
  case shutDoors(Int, [Group], Door.Measure, until: Date?)
  /// Opens doors; each comes back as `.doorSettled`. One whose time has been put off can be left
  /// shut.
  case openDoors(Int, [Door], onlyIfDue: Bool)
  /// Wakes with `.doorsDue` after a time.
  case awaitDoors(Duration)
  /// Keeps a note on a person; an empty one is removed.
  case keepNote(String, on: DID)
  /// Wakes with `.holdElapsed` after a time.
  case hold(Int, for: Duration)
  /// Sends decisions, a few at a time; each comes back as `.decisionSettled`.
  case send(Int, [Decision])
  case stop(Int)
  /// Wakes with `.lingerElapsed` after a time.
  case linger(Duration)
  case copy(String)
  /// Has the terminal show the next theme; comes back as `.themeSwitched`.
  case switchTheme
  case checkAccount(Account)
  /// Wakes with `.quitDeadlinePassed` after a time.
  case startQuitDeadline(Duration)
  /// Gives the terminal back to the shell until the console is continued. The text is left on the
  /// shell's screen.
  case suspend(saying: String?)
  case redraw
}
