import Foundation
import Moderation

/// Something that happened: a command from the keyboard, an answer from the service, the passing
/// of time.
public enum Action: Equatable, Sendable {
  /// What time it is, sent before anything that happens then.
  case clock(Date)
  /// The console is on the screen.
  case opened
  case resized(Size)
  case command(Command)
  /// A key that means nothing here.
  case unboundKey(String)

  case groupsAnswered(Result<[Group], Fault>)
  case groupAnswered(Group.ID, Result<Group, Fault>)
  /// A page of a list, and which reading of it this belongs to.
  case requestsArrived(Group.ID, load: Int, [JoinRequest])
  /// The reading has ended; with a fault when it broke off.
  case requestsEnded(Group.ID, load: Int, Fault?)
  case markedRead(Group.ID, Fault?)
  case noticed(ServiceNotice)

  /// The time in which a decision could be undone is over.
  case holdElapsed(PendingDecision.ID)
  case decisionSettled(PendingDecision.ID, Outcome)

  /// A signal asked the console to leave, or the terminal is gone.
  case terminated(signal: Int32)
  /// What was held when the console was told to leave has had its time.
  case quitDeadlinePassed
}
