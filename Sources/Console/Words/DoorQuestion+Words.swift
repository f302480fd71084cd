import Foundation
import Moderation

extension DoorQuestion {
  /// `Shut the door of Night Owls? Then only people you follow may ask, and wait for you.`
  func text(in state: State) -> String {
    let what = "\(intent.imperative) \(doors(in: state))\(intent == .open ? " again" : "")?"
    switch intent {
    case .shut:
      let span = state.settings.door.span.map { " Open again after \($0)." }
      return "\(what) Then \(state.settings.door.measure.text).\(span ?? "")"
    case .open:
      guard let only = first, let door = state.doors[only] else { return what }
      return "\(what) The link was \(door.before.settingsText)."
    }
  }

  /// The one that it is about first; nil where it is about several.
  private var first: Group.ID? { group ?? (all.count == 1 ? all[0] : nil) }

  /// `the door of Night Owls`, `all 20 shut doors`, `the 19 other open doors`
  private func doors(in state: State) -> String {
    if let first { return "the door of \(state.doorName(first))" }
    let kind = intent == .shut ? "open doors" : "shut doors"
    return state.selectedGroup == nil
      ? "all \(all.count) \(kind)" : "the \(all.count) other \(kind)"
  }
}
