import ATProto
import Foundation

/// One decision as the journal holds it.
public struct JournalEntry: Identifiable, Equatable, Sendable {
  /// How far a decision has come.
  public enum Status: String, Sendable, CaseIterable {
    /// Decided, and not sent.
    case held
    /// Sent; no answer is known.
    case sent
    /// Sent, and nobody could see what came of it.
    case doubtful
    /// The service carried it out.
    case done
    /// The request was not there any more, and nothing proves that this decision has ended it:
    /// withdrawn, or handled elsewhere. The member had left.
    case gone
    /// It was not carried out, for the reason given.
    case failed
    /// Called back before it was sent: undone, stopped, or dropped after an interruption.
    case withdrawn

    /// What is to become of it is not settled.
    var isOpen: Bool {
      switch self {
      case .held, .sent, .doubtful: true
      case .done, .gone, .failed, .withdrawn: false
      }
    }
  }

  /// Numbers grow with time.
  public let id: Int64
  public var verdict: Decision.Verdict
  /// Whom it was about, as they were seen when it was decided.
  public var subject: Decision.Subject
  /// What the profile told then; nil where it was not known.
  public var profile: Profile?
  /// What the group was called then.
  public var groupName: String
  /// The rule that suggested it.
  public var rule: String?
  /// What the owner wrote down about it.
  public var note: String?
  public var decidedAt: Date
  public var sentAt: Date?
  public var settledAt: Date?
  public var status: Status
  /// Why it failed, or is in doubt.
  public var reason: String?
  /// The process that is carrying it out, or was.
  var writer = ""
  /// A place in the log from before it was sent.
  var logCursor: String?
  /// The key of the record that was to block the person.
  var blockKey: TID?

  /// An entry as it is described.
  public init(
    id: Int64, verdict: Decision.Verdict, subject: Decision.Subject, profile: Profile? = nil,
    groupName: String, rule: String? = nil, note: String? = nil, decidedAt: Date,
    sentAt: Date? = nil, settledAt: Date? = nil, status: Status, reason: String? = nil
  ) {
    self.id = id
    self.verdict = verdict
    self.subject = subject
    self.profile = profile
    self.groupName = groupName
    self.rule = rule
    self.note = note
    self.decidedAt = decidedAt
    self.sentAt = sentAt
    self.settledAt = settledAt
    self.status = status
    self.reason = reason
  }

  /// What was decided, to be sent.
  public var decision: Decision { Decision(verdict, subject.id) }
}

extension JournalEntry {
  /// A decision that has come so far.
  public init(
    id: Int64, _ draft: DecisionDraft, status: Status, decidedAt: Date, sentAt: Date? = nil,
    settledAt: Date? = nil, reason: String? = nil
  ) {
    self.init(
      id: id, verdict: draft.verdict, subject: draft.subject, profile: draft.profile,
      groupName: draft.groupName, rule: draft.rule, note: draft.note, decidedAt: decidedAt,
      sentAt: sentAt, settledAt: settledAt, status: status, reason: reason)
  }
}

/// A decision with everything that was seen when it was made, for the journal.
public struct DecisionDraft: Equatable, Sendable {
  public let verdict: Decision.Verdict
  /// Whom it is about.
  public let subject: Decision.Subject
  /// What the group is called.
  public let groupName: String
  /// Nil where it is not known.
  public let profile: Profile?
  /// The rule that suggested it.
  public let rule: String?
  /// What the owner writes down about it.
  public let note: String?

  /// A decision as it is described.
  public init(
    _ verdict: Decision.Verdict, about subject: Decision.Subject, groupName: String,
    profile: Profile? = nil, rule: String? = nil, note: String? = nil
  ) {
    self.verdict = verdict
    self.subject = subject
    self.groupName = groupName
    self.profile = profile
    self.rule = rule
    self.note = note
  }

  /// A decision about a request.
  public init(
    _ verdict: Decision.Verdict, _ request: JoinRequest, groupName: String,
    profile: Profile? = nil, rule: String? = nil, note: String? = nil
  ) {
    self.init(
      verdict, about: Decision.Subject(request), groupName: groupName, profile: profile, rule: rule,
      note: note)
  }

  /// The removal of a member.
  public init(
    removing member: GroupMember, groupName: String, profile: Profile? = nil, note: String? = nil
  ) {
    self.init(
      .remove, about: Decision.Subject(member), groupName: groupName, profile: profile, note: note)
  }

  /// What is to be sent.
  public var decision: Decision { Decision(verdict, subject.id) }
}
