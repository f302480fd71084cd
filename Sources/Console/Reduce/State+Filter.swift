import Canvas
import Moderation

extension State {
  mutating func openPrompt() -> [Effect] {
    if let history {
      message = nil
      prompt = FilterPrompt(before: history.filter, selected: nil)
      return []
    }
    if let groupPage {
      message = nil
      prompt = FilterPrompt(before: groupPage.filter, selected: groupPage.queue.selected)
      return []
    }
    focus = .requests
    message = nil
    prompt = FilterPrompt(before: filter, selected: queue.isTouched ? queue.selected : nil)
    return []
  }

  /// A key for the prompt.
  mutating func typed(_ key: Key) -> [Effect] {
    guard var prompt else { return [] }
    switch key {
    case .enter: return acceptPrompt()
    case .escape, .control("c"), .control("g"): return cancelPrompt()
    case .up, .control("p"): recall(-1, in: &prompt)
    case .down, .control("n"): recall(1, in: &prompt)
    case .character, .control, .left, .right, .home, .end, .pageUp, .pageDown, .insert, .delete,
      .backspace, .tab, .backTab, .function, .paste:
      guard prompt.line.take(key) else { return [] }
    }
    do throws(FilterError) {
      prompt.mistake = nil
      let written = try RequestFilter(prompt.line.text)
      if history != nil {
        history?.narrow(to: written)
      } else if groupPage != nil {
        groupPage?.narrow(to: written)
      } else if written != filter {
        narrow(to: written)
      }
    } catch {
      prompt.mistake = error
    }
    self.prompt = prompt
    return []
  }

  /// Calls up an earlier filter, or a later one.
  private func recall(_ step: Int, in prompt: inout FilterPrompt) {
    let index = (prompt.recalled ?? filterHistory.count) + step
    guard (0...filterHistory.count).contains(index) else { return }
    if prompt.recalled == nil { prompt.draft = prompt.line.text }
    prompt.recalled = index == filterHistory.count ? nil : index
    prompt.line = LineEditor(prompt.recalled.map { filterHistory[$0] } ?? prompt.draft)
  }

  /// With a mistake in it the prompt stays open.
  private mutating func acceptPrompt() -> [Effect] {
    guard let accepted = prompt, accepted.mistake == nil else { return [] }
    prompt = nil
    if let history {
      remember(history.filter)
      return []
    }
    if let page = groupPage {
      groupPage?.queue.isTouched = true
      remember(page.filter)
      return []
    }
    followSelectedPerson()
    remember(filter)
    if filter.isActive, queue.rows.isEmpty {
      message = Message(
        "Nobody matches\(hint(.close) { "; \($0) shows everybody again" }).", .warning,
        while: .matching(0, of: waitingInScope))
    }
    return []
  }

  private mutating func cancelPrompt() -> [Effect] {
    guard let cancelled = prompt else { return [] }
    prompt = nil
    if history != nil {
      history?.narrow(to: cancelled.before)
      return []
    }
    if groupPage != nil {
      groupPage?.apply(cancelled.before)
      groupPage?.queue.isTouched = true
      freshenMembers()
      if let selected = cancelled.selected { groupPage?.queue.select(selected) }
      return []
    }
    apply(cancelled.before)
    freshenQueue()
    if let selected = cancelled.selected {
      queue.isTouched = true
      queue.select(selected)
    }
    return []
  }

  /// Puts one of the owner's own filters in force, or takes it away where it is.
  mutating func choose(_ named: NamedFilter) -> [Effect] {
    do throws(FilterError) {
      let wanted = try RequestFilter(named.expression)
      let isOn = filter == wanted
      if isOn { apply(.none) } else { narrow(to: wanted) }
      freshenQueue()
      followSelectedPerson()
      remember(wanted)
      focus = .requests
      let (count, waiting) = (queue.rows.count, waitingInScope)
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
    if history == nil, groupPage == nil { searched = filter }
    filterHistory.removeAll { $0 == filter.text }
    filterHistory.append(filter.text)
  }

  mutating func apply(_ filter: RequestFilter) {
    self.filter = filter
    marks.endRange()
    queue.isStale = true
    profiles.mayLackSome = true
  }

  /// Shows whom a new filter lets through, from the top.
  private mutating func narrow(to filter: RequestFilter) {
    apply(filter)
    queue.isTouched = false
    queue.cursor = ListCursor()
  }

  /// Goes to the next row that the last filter matches, whether or not it is in force; the step
  /// leads from a row to the one after it.
  mutating func search(_ step: (Int) -> Int) -> [Effect] {
    guard let wanted = searched.filter, !queue.rows.isEmpty else { return [] }
    focus = .requests
    let count = queue.rows.count
    var index = queue.cursor.index
    for _ in 0..<count {
      let next = step(index)
      index = (next + count) % count
      guard let request = request(queue.rows[index]) else { continue }
      let name = groups[request.group]?.name ?? ""
      guard wanted.matches(subject(request, groupName: name)) else { continue }
      message = nil
      select(row: index)
      return removeDeparted()
    }
    message = Message("Nobody here matches \(searched.text).", .warning)
    return []
  }
}
