import Canvas
import Moderation
import Words

extension DoorQuestion {
  /// `Shut the door of Night Owls (y), or all 3 open doors (a)? Then only people you follow may ask,
  /// and wait for you.`
  func text(in state: some DoorsHost, columns: Int) -> String {
    let raid = intent == .open ? state.raidWarning(in: groups) : nil
    let (heads, ends) = (heads(in: state), ends(in: state))
    return [
      "\(raid?.long ?? "")\(heads.long)\(ends.long)",
      "\(raid?.short ?? "")\(heads.long)\(ends.short)",
      "\(raid?.short ?? "")\(heads.short)\(ends.short)",
      heads.long, heads.short,
    ].fitting(columns)
  }

  // MARK: What is asked

  private func heads(in state: some DoorsHost) -> (long: String, short: String) {
    let (verb, again) = (intent.imperative, intent == .open ? " again" : "")
    let names = groups.map { state.doorName($0).shortGroupName }.listed
    guard offersAll, let keys = keys(in: state) else {
      let isAll = groups.count > 3 && !offersAll
      let doors =
        isAll ? everything : "the \(groups.count == 1 ? "door" : "doors") of \(names)"
      return (
        "\(verb) \(doors)\(again)?", "\(verb) \(isAll ? everything : names)\(again)?"
      )
    }
    let (yes, all) = keys
    return (
      "\(verb) the \(groups.count == 1 ? "door" : "doors") of \(names) (\(yes)), or \(everything) "
        + "(\(all))\(again)?",
      "\(verb) \(names) (\(yes)) or all \(self.all.count) doors (\(all))\(again)?"
    )
  }

  private var everything: String { "all \(all.count) \(intent == .shut ? "open" : "shut") doors" }

  /// Both are needed to tell the answers apart.
  private func keys(in state: some DoorsHost) -> (yes: String, all: String)? {
    guard let yes = state.key(for: .confirm), let all = state.key(for: .everywhere) else {
      return nil
    }
    return (yes, all)
  }

  // MARK: What comes of it

  private func ends(in state: some DoorsHost) -> (long: String, short: String) {
    switch intent {
    case .shut:
      let measure = state.settings.configuration.door.measure
      let span = state.settings.configuration.door.span.map { " Open again after \($0)." } ?? ""
      return (" Then \(measure.text).\(span)", " Then \(measure.shortText).")
    case .open:
      let doors = groups.compactMap { state.doors[$0] }
      let admits = doors.contains { $0.before.enabled && !$0.before.requireApproval }
      let before = doors.count == 1 ? " The link was \(doors[0].before.settingsText)." : ""
      guard admits else { return (before, before) }
      let warning = " Who gets in at once can't be un-admitted."
      return (before.isEmpty ? warning : before + " Who gets in can't be un-admitted.", warning)
    }
  }
}

extension String {
  /// A longer name of a group would push off the screen what is asked and what can be done.
  var shortGroupName: String { SafeText(self).cut(to: 24).string }
}
