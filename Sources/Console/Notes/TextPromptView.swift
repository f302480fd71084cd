import Canvas
import Moderation

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
