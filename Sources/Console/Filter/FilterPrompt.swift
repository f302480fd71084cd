import Canvas
import Config
import Moderation

/// The line in which a filter is typed.
public struct FilterPrompt: Equatable, Sendable {
  public var line: LineEditor
  /// The mistake in what is typed so far; the list does not change while there is one.
  public var mistake: FilterError?
  /// What was in force before, for the way back.
  let before: RequestFilter
  /// Who was selected before, if the owner had chosen anybody.
  let selected: JoinRequest.ID?
  /// Which of the earlier filters is shown; nil for the one being typed.
  var recalled: Int?
  /// What was being typed when an earlier filter was called up.
  var draft = ""

  init(before: RequestFilter, selected: JoinRequest.ID?) {
    line = LineEditor(before.text)
    self.before = before
    self.selected = selected
  }
}

extension State {
  mutating func openPrompt() -> [Effect] {
    message = nil
    switch screen.uncovered {
    case .history(let history):
      input = .filter(FilterPrompt(before: history.list.filter, selected: nil))
    case .group(let page):
      input = .filter(FilterPrompt(before: page.list.filter, selected: page.list.selected))
    case .panes, .detail, .help:
      focus = .requests
      let list = requests.list
      input = .filter(
        FilterPrompt(before: list.filter, selected: list.isTouched ? list.selected : nil))
    }
    return []
  }

  /// A key for the filter.
  mutating func typed(_ key: Key, in prompt: FilterPrompt) -> [Effect] {
    var prompt = prompt
    switch key {
    case .enter: return accept(prompt)
    case .escape, .control("c"), .control("g"): return cancel(prompt)
    case .up, .control("p"): recall(-1, in: &prompt)
    case .down, .control("n"): recall(1, in: &prompt)
    case .character, .control, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete,
      .backspace, .tab, .backTab, .function, .paste:
      guard prompt.line.take(key) else { return [] }
    }
    do throws(FilterError) {
      prompt.mistake = nil
      let written = try RequestFilter(prompt.line.text)
      switch screen.uncovered {
      case .history: history?.narrow(to: written)
      case .group: groupPage?.list.narrow(to: written)
      case .panes, .detail, .help: narrow(to: written)
      }
    } catch {
      prompt.mistake = error
    }
    input = .filter(prompt)
    return []
  }

  /// Calls up an earlier filter, or a later one.
  private func recall(_ step: Int, in prompt: inout FilterPrompt) {
    let index = (prompt.recalled ?? requests.earlierFilters.count) + step
    guard (0...requests.earlierFilters.count).contains(index) else { return }
    if prompt.recalled == nil { prompt.draft = prompt.line.text }
    prompt.recalled = index == requests.earlierFilters.count ? nil : index
    prompt.line = LineEditor(prompt.recalled.map { requests.earlierFilters[$0] } ?? prompt.draft)
  }

  /// With a mistake in it the prompt stays open.
  private mutating func accept(_ prompt: FilterPrompt) -> [Effect] {
    guard prompt.mistake == nil else { return [] }
    input = nil
    switch screen.uncovered {
    case .history(let history): remember(history.list.filter)
    case .group(let page):
      groupPage?.list.isTouched = true
      remember(page.list.filter)
    case .panes, .detail, .help:
      requests.list.followSelected()
      remember(requests.list.filter)
      if requests.list.filter.isActive { requests.searched = requests.list.filter }
      if requests.list.filter.isActive, requests.list.rows.isEmpty {
        message = Message(
          "Nobody matches\(hint(.close) { "; \($0) shows everybody again" }).", .warning,
          while: .matching(0, of: waitingInScope))
      }
    }
    return []
  }

  private mutating func cancel(_ prompt: FilterPrompt) -> [Effect] {
    input = nil
    switch screen.uncovered {
    case .history: history?.narrow(to: prompt.before)
    case .group:
      groupPage?.list.apply(prompt.before)
      groupPage?.list.isTouched = true
      freshenMembers()
      if let selected = prompt.selected { groupPage?.list.select(selected) }
    case .panes, .detail, .help:
      apply(prompt.before)
      freshenQueue()
      if let selected = prompt.selected {
        requests.list.isTouched = true
        requests.list.select(selected)
      }
    }
    return []
  }

  /// Puts one of the owner's own filters in force, or takes it away where it is.
  mutating func choose(_ named: NamedFilter) -> [Effect] {
    do throws(FilterError) {
      let wanted = try RequestFilter(named.expression)
      let isOn = requests.list.filter == wanted
      if isOn { apply(.none) } else { narrow(to: wanted) }
      freshenQueue()
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

  private mutating func remember(_ filter: RequestFilter) {
    guard filter.isActive else { return }
    requests.earlierFilters.removeAll { $0 == filter.text }
    requests.earlierFilters.append(filter.text)
  }

  mutating func apply(_ filter: RequestFilter) {
    requests.list.apply(filter)
    people.profiles.mayLackSome = true
  }

  /// Shows whom a new filter lets through, from the top.
  private mutating func narrow(to filter: RequestFilter) {
    guard filter != requests.list.filter else { return }
    requests.list.narrow(to: filter)
    people.profiles.mayLackSome = true
  }

  /// Goes to the next row that the last filter matches, whether or not it is in force; the step
  /// leads from a row to the one after it.
  mutating func search(_ step: (Int) -> Int) -> [Effect] {
    guard let wanted = requests.searched.filter, !requests.list.rows.isEmpty else { return [] }
    focus = .requests
    let count = requests.list.rows.count
    var index = requests.list.cursor.index
    for _ in 0..<count {
      let next = step(index)
      index = (next + count) % count
      guard let request = request(requests.list.rows[index]) else { continue }
      let name = groups[request.group]?.name ?? ""
      guard wanted.matches(subject(request, groupName: name)) else { continue }
      message = nil
      requests.select(row: index)
      return removeDeparted()
    }
    message = Message("Nobody here matches \(requests.searched.text).", .warning)
    return []
  }
}
