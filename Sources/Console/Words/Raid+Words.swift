import Canvas
import Config
import Moderation

extension State {
  /// A longer name would push off the screen what can be done.
  private static let nameColumns = 24

  /// What the line below the title says of a raid whose door is open, with the keys that end it, the
  /// longest first: `Raid? 34 people asked Night Owls in 10 min: ! shuts the door, M marks them`
  var raidNotices: [String]? {
    guard let raid = openRaid, let limit = settings.raid else { return nil }
    let name = SafeText(raid.group.name).cut(to: Self.nameColumns).string
    let (many, span) = ("\(raid.people)", limit.span.words)
    let marks = hint(markingRaid: { "\($0) marks" })
    // The key acts on the selected group, which need not be this one.
    let isHere = selectedGroup.map { $0.id == raid.group.id } ?? true
    let canShut =
      isHere
      ? Command.shutDoor.unavailable(in: self) == nil : Command.shutDoor.doorsOff(in: self) == nil
    let shuts = canShut ? hint(.shutDoor) { "\(isHere ? "" : "there ")\($0) shuts" } : ""
    let separator = shuts.isEmpty || isHere ? ": " : "; "
    func keys(_ door: String, _ them: String) -> String {
      let hints = [shuts.isEmpty ? "" : shuts + door, marks.isEmpty ? "" : marks + them]
        .filter { !$0.isEmpty }
      return hints.isEmpty ? "" : separator + hints.joined(separator: ", ")
    }
    return [
      "Raid? \(raid.people.people) asked \(name) in \(span)\(keys(" the door", " them"))",
      "Raid? \(raid.people.people) asked \(name) in \(span)\(keys("", ""))",
      "Raid? \(many) asked \(name) in \(span)\(keys("", ""))",
      "Raid? \(many) asked \(name)\(keys("", ""))",
    ]
  }

  /// What is said of raids whose doors are shut, without and with less to read:
  /// `82 came in this raid: M marks them`
  func raidCount(isBrief: Bool) -> String? {
    let shut = shutRaids
    guard !shut.isEmpty else { return nil }
    let people = shut.reduce(0) { $0 + doors.raids.people(in: $1.id).count }
    // Where a raid goes on, that names the key.
    let marks =
      openRaid == nil ? hint(markingRaid: { ": \($0) marks\(isBrief ? "" : " them")" }) : ""
    return "\(people) came in this raid\(marks)"
  }

  private func hint(markingRaid text: (String) -> String) -> String {
    Command.markRaid.unavailable(in: self) == nil ? hint(.markRaid, text) : ""
  }

  /// What is to be thought of before a group is opened to more people: `A raid is on: 34 people asked
  /// in 10 min. `
  func raidWarning(in groups: [Group.ID]) -> (long: String, short: String, brief: String)? {
    guard let limit = settings.raid, groups.contains(where: doors.raids.isOn) else { return nil }
    let people = groups.filter(doors.raids.isOn).reduce(0) { $0 + doors.raids.count(in: $1) }
    return (
      "A raid is on: \(people.people) asked in \(limit.span.words). ", "A raid is on. ", "Raid! "
    )
  }
}

extension TimeSpan {
  /// `10 min`
  fileprivate var words: String {
    switch unit {
    case .seconds: "\(count) s"
    case .minutes: "\(count) min"
    case .hours: "\(count) h"
    case .days: count == 1 ? "1 day" : "\(count) days"
    case .weeks: count == 1 ? "1 week" : "\(count) weeks"
    }
  }
}
