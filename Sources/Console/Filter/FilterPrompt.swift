import Canvas
import Config
import Moderation

struct FilterPrompt: Equatable, Sendable {
  var line: LineEditor
  /// The mistake in what is typed so far; the list does not change while there is one.
  var mistake: FilterError?
  /// What was in force before, for the way back.
  let before: FilterExpression
  /// Who was selected before, if the owner had chosen anybody.
  let selected: Membership?
  /// Which of the earlier filters is shown; nil for the one being typed.
  var recalled: Int?
  /// What was being typed when an earlier filter was called up.
  var draft = ""

  init(before: FilterExpression, selected: Membership?) {
    line = LineEditor(before.text)
    self.before = before
    self.selected = selected
  }
}

extension Command {
  static let filter = Command("filter", "filter", "Filter the list")
}

/// What filtering needs of the list in front, whichever it is.
protocol FilterHost: Host {
  var areRequestsInFront: Bool { get }
  var filterInFront: FilterExpression { get }
  /// How many rows it lets through, of how many: `3 of 20`.
  var matchesInFront: String { get }
  /// What is selected there, if the owner has chosen it.
  var selectionInFront: Membership? { get }
  /// Opens the line in which a filter is typed, or changes it; nil closes it.
  mutating func show(_ prompt: FilterPrompt?)
  /// Shows what the filter lets through, from the top.
  mutating func narrow(to filter: FilterExpression)
  mutating func keepFilter()
  /// Goes back to what was shown before, and to what was selected there.
  mutating func restore(_ filter: FilterExpression, selecting selected: Membership?)
  mutating func freshenRequests()
}

extension FilterHost {
  static var filterCommands: CommandTable<Self> {
    [
      .filter: CommandEntry(
        unless: { $0.areRequestsInFront && $0.scope == nil ? "There are no groups." : nil },
        perform: { $0.openPrompt() })
    ]
  }

  mutating func openPrompt() -> [Effect] {
    message = nil
    if areRequestsInFront { focus = .requests }
    show(FilterPrompt(before: filterInFront, selected: selectionInFront))
    return []
  }

  mutating func typed(_ key: Key, in prompt: FilterPrompt) -> [Effect] {
    var prompt = prompt
    switch key {
    case .enter:
      // With a mistake in it the prompt stays open.
      guard prompt.mistake == nil else { return [] }
      show(nil)
      keepFilter()
      remember(filterInFront)
      return []
    case .escape, .control("c"), .control("g"):
      show(nil)
      restore(prompt.before, selecting: prompt.selected)
      return []
    case .up, .control("p"): recall(-1, in: &prompt)
    case .down, .control("n"): recall(1, in: &prompt)
    case .character, .control, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete,
      .backspace, .tab, .backTab, .function, .paste:
      guard prompt.line.take(key) else { return [] }
    }
    do throws(FilterError) {
      prompt.mistake = nil
      narrow(to: try FilterExpression(prompt.line.text))
    } catch {
      prompt.mistake = error
    }
    show(prompt)
    return []
  }

  private func recall(_ step: Int, in prompt: inout FilterPrompt) {
    let index = (prompt.recalled ?? requests.earlierFilters.count) + step
    guard (0...requests.earlierFilters.count).contains(index) else { return }
    if prompt.recalled == nil { prompt.draft = prompt.line.text }
    prompt.recalled = index == requests.earlierFilters.count ? nil : index
    prompt.line = LineEditor(prompt.recalled.map { requests.earlierFilters[$0] } ?? prompt.draft)
  }

  /// Puts one of the owner's own filters in force, or takes it away where it is.
  mutating func choose(_ named: NamedFilter) -> [Effect] {
    do throws(FilterError) {
      let wanted = try FilterExpression(named.expression)
      let isOn = requests.list.filter == wanted
      if isOn { apply(.none) } else { narrowRequests(to: wanted) }
      freshenRequests()
      requests.list.followSelected()
      remember(wanted)
      if wanted.isActive { requests.searched = wanted }
      focus = .requests
      let (count, waiting) = (requests.list.rows.count, waitingInScope)
      message =
        isOn
        ? Message("Everybody is shown again.")
        : Message(
          "Filter \(named.name): \(count) of \(waiting) match.",
          while: .matching(count, of: waiting))
    } catch {
      message = Message("The filter \(named.name) has a mistake at \(error).", .error)
    }
    return []
  }

  mutating func remember(_ filter: FilterExpression) {
    guard filter.isActive else { return }
    requests.earlierFilters.removeAll { $0 == filter.text }
    requests.earlierFilters.append(filter.text)
  }

  mutating func keepRequestFilter() {
    requests.list.followSelected()
    guard requests.list.filter.isActive else { return }
    requests.searched = requests.list.filter
    guard requests.list.rows.isEmpty else { return }
    message = Message(
      "Nobody matches\(hint(.close) { "; \($0) shows everybody again" }).", .warning,
      while: .matching(0, of: waitingInScope))
  }

  mutating func restoreRequestFilter(
    _ filter: FilterExpression, selecting selected: Membership?
  ) {
    apply(filter)
    freshenRequests()
    guard let selected else { return }
    requests.list.isTouched = true
    requests.list.select(selected)
  }

  private mutating func apply(_ filter: FilterExpression) {
    requests.list.apply(filter)
    people.profiles.mayLackSome = true
  }

  /// Shows whom a new filter lets through, from the top.
  mutating func narrowRequests(to filter: FilterExpression) {
    guard filter != requests.list.filter else { return }
    requests.list.narrow(to: filter)
    people.profiles.mayLackSome = true
  }
}

/// The filter being typed, in place of the key bar, and below it what it does: how many match, or the
/// mistake, marked at its column.
struct PromptView<Host: FilterHost> {
  private let prompt: FilterPrompt
  private let state: Host

  init(_ prompt: FilterPrompt, _ state: Host) {
    self.prompt = prompt
    self.state = state
  }

  func draw(on frame: inout Frame, in layout: Layout) {
    let column = LineView(label: " Filter: ", line: prompt.line).draw(
      on: &frame, in: layout, saying: prompt.mistake == nil ? (counts, .status) : nil)
    if let mistake = prompt.mistake, let rect = layout.promptRemark {
      point(to: column(mistake.column - 1), mistake, on: &frame, in: rect)
    }
  }

  private var counts: String {
    let keys = "Enter keeps it · Esc goes back · ↑ earlier ones"
    guard state.filterInFront.isActive else {
      return "Words, or: age < 7d and followers < 3 and not is:following · \(keys)"
    }
    return "\(state.matchesInFront) match · \(keys)"
  }

  /// A sign below the place, and what is wrong on whichever side has more room.
  private func point(
    to column: Int, _ mistake: FilterError, on frame: inout Frame, in rect: Rect
  ) {
    let column = max(rect.column, min(column, rect.endColumn - 1))
    frame.put("^", row: rect.row, column: column, style: .promptError)
    let text = mistake.message
    let right = rect.endColumn - column - 2
    if right >= column - 2 || width(of: text, in: frame.glyphSet) <= right {
      frame.put(
        text, row: rect.row, column: column + 2, width: max(0, right), style: .promptError)
    } else {
      frame.put(
        text, row: rect.row, column: rect.column + 1, width: max(0, column - rect.column - 2),
        aligned: .trailing, style: .promptError)
    }
  }

  private func width(of text: String, in glyphSet: GlyphSet) -> Int {
    SafeText(text, glyphSet: glyphSet).width
  }
}
