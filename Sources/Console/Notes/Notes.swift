import ATProto
import Canvas
import Config
import Foundation
import Moderation

extension Command {
  static let note = Command("note", "note", "Note on the person")
}

/// The line in which a text is typed that is kept: a note, a name.
struct TextPrompt: Equatable, Sendable {
  /// What the text is, and what it belongs to, whatever is selected meanwhile.
  enum Purpose: Hashable, Sendable {
    /// A note on a person, who is called so.
    case note(on: DID, Handle)
    case name(of: Group.ID)
  }

  let purpose: Purpose
  var line: LineEditor

  init(_ purpose: Purpose, _ text: String) {
    self.purpose = purpose
    line = LineEditor(text)
  }

  var text: String { line.text.trimmingCharacters(in: .whitespaces) }

  /// Why the text can't be kept; nil where it can.
  var fault: Fault? {
    switch purpose {
    case .note: nil
    case .name: Group.nameFault(text)
    }
  }
}

/// What typing a text needs of whatever it is kept for.
protocol NotesHost: Host {
  var selectedPerson: Person? { get }
  /// Opens the line in which a text is typed, or changes it; nil closes it.
  mutating func show(_ prompt: TextPrompt?)
  mutating func keepName(_ name: String, of group: Group.ID) -> [Effect]
}

extension NotesHost {
  static var notesCommands: CommandTable<Self> {
    [
      .note: CommandEntry(
        isAboutPeople: true, unless: { $0.selectedPerson == nil ? "Nobody is selected." : nil },
        perform: { $0.openNotePrompt() })
    ]
  }
}

extension NotesHost {
  /// A key for the text. One that can't be kept stays open.
  mutating func typed(_ key: Key, in prompt: TextPrompt) -> [Effect] {
    var prompt = prompt
    switch key {
    case .enter:
      guard prompt.fault == nil else { return [] }
      show(nil)
      return keep(prompt)
    case .escape, .control("c"), .control("g"):
      show(nil)
    case .character, .control, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete,
      .backspace, .tab, .backTab, .function, .paste, .up, .down:
      if prompt.line.take(key) { show(prompt) }
    }
    return []
  }

  private mutating func keep(_ prompt: TextPrompt) -> [Effect] {
    switch prompt.purpose {
    case .note(let member, _): noteTyped(prompt.text, on: member)
    case .name(let group): keepName(prompt.text, of: group)
    }
  }

  // MARK: Notes

  mutating func openNotePrompt() -> [Effect] {
    guard let person = selectedPerson else { return [] }
    message = nil
    show(
      TextPrompt(
        .note(on: person.did, person.handle), people.personHistories[person.did]?.note ?? ""))
    return []
  }

  mutating func noteTyped(_ text: String, on member: DID) -> [Effect] {
    guard text != people.personHistories[member]?.note ?? "" else { return [] }
    people.personHistories.setNote(text, on: member)
    message = Message(text.isEmpty ? "The note is removed." : "Noted.", .success)
    return [.keepNote(text, on: member)]
  }

  mutating func noteKept(_ fault: Fault?) -> [Effect] {
    guard let fault else { return [] }
    message = Message(fault, .error, after: "The note was not kept.")
    return [.recall]
  }
}

/// The text being typed, in place of the key bar, and below it what becomes of it or what is wrong.
struct TextPromptView {
  private let prompt: TextPrompt
  private let isForgotten: Bool

  init(_ prompt: TextPrompt, _ settings: Settings) {
    self.prompt = prompt
    isForgotten = settings.forgets
  }

  func draw(on frame: inout Frame, in layout: Layout) {
    LineView(label: " \(label): ", line: prompt.line).draw(on: &frame, in: layout, saying: remark)
  }

  private var label: String {
    switch prompt.purpose {
    case .note(let member, let handle): "Note on \(handle.mention(or: member))"
    case .name: "Name"
    }
  }

  private var remark: (String, Style) {
    if let fault = prompt.fault { return ("\(fault.message) \(fault.cure)", .promptError) }
    let keys = "Enter keeps it · Esc goes back"
    return switch prompt.purpose {
    case .note where isForgotten: ("\(keys) · the demo forgets it when it ends", .status)
    case .note: ("\(keys) · only you see it, wherever the person turns up", .status)
    case .name:
      (
        "\(prompt.text.count) of \(Group.nameLimit) characters · \(keys) · all members see it",
        .status
      )
    }
  }
}
