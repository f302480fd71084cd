extension FilterSubject {
  /// A decision of before, as everything was seen then: ages and waiting times are counted to when
  /// it was made.
  public init(_ entry: JournalEntry) {
    self.init(
      entry.subject.person, requestedAt: entry.subject.requestedAt, groupName: entry.groupName,
      now: entry.decidedAt, profile: entry.profile, asked: nil)
  }
}
