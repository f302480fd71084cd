import Moderation

/// Where a command finds the people to decide about.
protocol DecisionSource: Sendable {
  /// About how many people it may decide without being told to: the owner has named them.
  var unaskedLimit: Int { get }
  /// How many people it can find, as far as that is known before the service is asked.
  var mostPeople: Int { get }
  /// What is said when it finds none.
  var nobody: String { get }

  /// Finds them. Throws a ``Fault``, or a ``CommandError`` with exit status 65.
  func plan(with service: GroupService, status: StatusLine) async throws -> DecisionPlan
}
