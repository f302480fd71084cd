/// What happens to groups and their members, whoever makes it happen.
extension World {
  /// The owner ends the membership of somebody.
  /// - Returns: false where the person is no member, or owns the group.
  mutating func remove(_ person: Int, _ position: Int) -> Bool {
    end(.removeMember, person, position)
  }

  /// Somebody ends the membership themselves.
  /// - Returns: false where the person is no member, or owns the group.
  mutating func leave(_ person: Int, _ position: Int) -> Bool {
    end(.memberLeave, person, position)
  }

  private mutating func end(_ kind: LogEvent.Kind, _ person: Int, _ position: Int) -> Bool {
    guard let place = convos[position].members.firstIndex(of: person), place > 0 else {
      return false
    }
    convos[position].members.remove(at: place)
    convos[position].adders[person] = nil
    note(.leaveConvo, position, about: person, to: person)
    announce(kind, position, about: person)
    return true
  }

  mutating func rename(_ position: Int, to name: String, by person: Int) {
    let renaming = LogEvent.Renaming(old: convos[position].group?.name ?? "", new: name)
    convos[position].group?.name = name
    announce(.editGroup, position, about: person, renaming: renaming)
  }
}
