import Canvas
import Config
import Moderation
import Words

/// How many ways there are to say it, each shorter than the one before.
private let lengths = 4

/// The line for what is not to be forgotten: a raid, doors that are shut, and what can be done about
/// both.
struct BannerView<Host: DoorsHost> {
  private let state: Host

  init(_ state: Host) { self.state = state }

  func draw(on frame: inout Frame, in rect: Rect) {
    guard rect.rows > 0 else { return }
    frame.fill(rect, style: .banner)
    let text = (0..<lengths).map(text).fitting(rect.columns - 1)
    frame.putLine(text, in: rect, style: .banner)
  }

  private func text(_ shortness: Int) -> String {
    [failed, state.raidNotices?[shortness], unfinished, overdue, shut(shortness)]
      .compactMap { $0 }.joined(separator: " · ")
  }

  private var failed: String? {
    let failures = state.doors.failures
    guard let first = failures.first else { return nil }
    let what = first.intent == .shut ? "Not shut" : "Not opened"
    return "\(what): \(failures.map(\.groupName).listed)"
      + state.hint(.retry) { "; \($0) tries again" }
  }

  private var unfinished: String? {
    let failed = Set(state.doors.failures.map(\.group))
    let doors = state.doors.items.filter {
      ($0.state == .unfinished || $0.state == .unsent) && !failed.contains($0.group)
    }
    guard !doors.isEmpty else { return nil }
    return "Interrupted: the door of \(doors.map(\.groupName).listed)"
      + state.hint(.shutDoor) { "; \($0) shuts" } + state.hint(.openDoor) { ", \($0) opens" }
  }

  private var overdue: String? {
    let doors = state.doors.shut.filter(state.isOverdue)
    guard let first = doors.first, let until = first.until else { return nil }
    return "Was to open at \(until.briefText(at: state.now)): \(doors.map(\.groupName).listed)"
      + state.hint(.openDoor) { "; \($0) opens" }
  }

  /// Doors that are shut, and how many came before they were.
  private func shut(_ shortness: Int) -> String? {
    let doors = state.doors.items.filter {
      ($0.state == .shut || $0.state == .underWay) && !state.isOverdue($0)
    }
    let raid = state.raidCount(isBrief: shortness > 1)
    guard !doors.isEmpty || raid != nil else { return nil }
    let count = doors.isEmpty ? state.shutRaids.count : doors.count
    let what = [count == 1 ? "Door shut" : "Doors shut", raid].compactMap { $0 }
    guard let first = doors.first else { return what.joined(separator: ". ") }
    let names = shortness < 2 ? ": \(doors.map(\.groupName).listed)" : ""
    let comma = names.isEmpty ? " " : ", "
    let since = shortness == 0 ? "\(comma)since \(first.shutAt.briefText(at: state.now))" : ""
    let until =
      doors.compactMap(\.until).min().map { "\(comma)until \($0.briefText(at: state.now))" } ?? ""
    let opens = state.hint(.openDoor) { "; \($0) opens" }
    let sentences = [what[0] + names + since + (shortness < 3 ? until : "")] + what.dropFirst()
    return sentences.joined(separator: ". ") + opens
  }
}

extension DoorsHost {
  /// What the line below the title says of a raid whose door is open, with the keys that end it, the
  /// longest first: `Raid? 34 people asked Night Owls in 10 min: ! shuts the door, M marks them`
  var raidNotices: [String]? {
    guard let raid = openRaid, let limit = settings.configuration.raid else { return nil }
    let name = raid.group.name.shortGroupName
    let (many, span) = ("\(raid.people)", limit.span.words)
    let marks = hint(markingRaid: { "\($0) marks" })
    // The key acts on the selected group, which need not be this one.
    let isHere = selectedGroup.map { $0.id == raid.group.id } ?? true
    let canShut = isHere ? shutUnavailable == nil : doorsOff == nil
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
    let people = shut.sum { doors.raids.people(in: $0.id).count }
    // Where a raid goes on, that names the key.
    let marks =
      openRaid == nil ? hint(markingRaid: { ": \($0) marks\(isBrief ? "" : " them")" }) : ""
    return "\(people) came in this raid\(marks)"
  }

  private func hint(markingRaid text: (String) -> String) -> String {
    markRaidUnavailable == nil ? hint(.markRaid, text) : ""
  }

  /// What is to be thought of before a group is opened to more people: `A raid is on: 34 people asked
  /// in 10 min. `
  func raidWarning(in groups: [Group.ID]) -> RaidWarning? {
    guard let limit = settings.configuration.raid, groups.contains(where: doors.raids.isOn) else {
      return nil
    }
    let people = groups.filter(doors.raids.isOn).sum(doors.raids.arrivalCount)
    return RaidWarning(
      long: "A raid is on: \(people.people) asked in \(limit.span.words). ",
      short: "A raid is on. ",
      brief: "Raid! ")
  }
}

extension TimeSpan {
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
