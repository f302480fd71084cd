import ATProto
import Config
import Moderation

extension Command {
  static let history = Command("history", "history", "What was decided before")
}

/// What was decided before, the newest first, as far as it has been read: a page more whenever the
/// selection comes near the end. Only what the filter lets through is kept, so that looking for a
/// few among very many takes no memory.
struct History: Equatable, Sendable {
  static let page = 200

  /// Whose history it is; nil for everybody's.
  let person: Person?
  /// The person's details were open before.
  let isFromDetail: Bool
  private(set) var entries: [JournalEntry] = []
  private(set) var list = RowList<JournalEntry.ID>()
  private(set) var isComplete = false
  /// Why the last page could not be read. No more is read until the owner asks for it.
  private(set) var fault: Fault?
  var isOpen = false
  private(set) var reading: HistoryQuery?
  private var end: JournalEntry.ID?
  /// The rows are to be replaced by the next page.
  private var isStale = false

  init(of person: Person?, isFromDetail: Bool) {
    self.person = person
    self.isFromDetail = isFromDetail
  }

  var selected: JournalEntry? {
    entries.indices.contains(list.cursor.index) ? entries[list.cursor.index] : nil
  }

  var isReading: Bool { reading != nil }

  mutating func move(_ move: Move, page: Int) { select(row: list.row(after: move, page: page)) }

  mutating func select(row: Int) { list.select(row: row) }

  mutating func shift(by step: Int, height: Int) { list.shift(by: step, height: height) }

  mutating func scroll(height: Int) { list.scroll(height: height) }

  /// Shows what another filter lets through. Until that has been read it is what is known of it.
  mutating func narrow(to filter: FilterExpression) {
    guard filter != list.filter else { return }
    list.narrow(to: filter)
    show(entries.filter(isShown))
    readAgain()
  }

  mutating func readAgain() {
    reading = nil
    end = nil
    isComplete = false
    isStale = true
    fault = nil
  }

  /// What is to be read now, so that there are rows to show beyond the selected one.
  /// - Parameter height: how many are shown at a time.
  mutating func next(height: Int) -> HistoryQuery? {
    let isEnough = !isStale && entries.count > list.cursor.index + 2 * height
    guard reading == nil, fault == nil, !isComplete, !isEnough else { return nil }
    let query = HistoryQuery(member: person?.did, before: end, limit: Self.page)
    reading = query
    return query
  }

  /// Takes a page. One that was asked for before something else was wanted is none.
  mutating func take(_ result: Result<[JournalEntry], Fault>, of query: HistoryQuery) {
    guard query == reading else { return }
    reading = nil
    switch result {
    case .success(let page):
      let shown = page.filter(isShown)
      if isStale {
        show(shown)
      } else {
        entries += shown
        list.append(shown.map(\.id))
      }
      isStale = false
      end = page.last?.id ?? end
      isComplete = page.count < query.limit
      isOpen = isOpen && selected != nil
    case .failure(let fault):
      self.fault = fault
    }
  }

  /// The selection stays on its line: what is new stands above it.
  private mutating func show(_ shown: [JournalEntry]) {
    entries = shown
    list.isTouched = false
    list.replace(with: shown.map(\.id))
  }

  private func isShown(_ entry: JournalEntry) -> Bool {
    list.filter.filter?.matches(FilterSubject(entry)) ?? true
  }
}

/// What the history needs of the screen it is shown on.
protocol HistoryHost: Host {
  var history: History? { get set }
  var isDetailOpen: Bool { get }
  mutating func open(_ history: History)
  mutating func leave(_ history: History)
}

/// Looking back at what was decided.
extension HistoryHost {
  static var historyCommands: CommandTable<Self> {
    [.history: CommandEntry { $0.toggleHistory() }]
  }

  /// What other commands mean while it is open.
  static var commandsInHistory: CommandTable<Self> {
    let noneShown = { @Sendable (host: Self) in
      host.history?.entries.isEmpty == false ? nil : "No decision is shown."
    }
    let noneSelected = { @Sendable (host: Self) in
      host.history?.selected == nil ? "No decision is selected." : nil
    }
    let own: CommandTable<Self> = [
      .open: CommandEntry(unless: noneSelected) {
        $0.history?.isOpen = true
        return []
      },
      .refresh: CommandEntry {
        $0.message = nil
        $0.history?.readAgain()
        return []
      },
    ]
    return own.withMoves(unless: noneShown) { host, move in
      let page = host.layout.historyShown - 1
      host.history?.move(move, page: page)
      return []
    }
  }

  /// Opens the history over the panes: from the details of a person it is that person's. Where it is
  /// open it is left.
  private mutating func toggleHistory() -> [Effect] {
    if let history {
      leave(history)
      return []
    }
    open(History(of: isDetailOpen ? selectedRequest?.person : nil, isFromDetail: isDetailOpen))
    message = nil
    return []
  }

  /// Goes back by one: from a decision to the list, from the list to where the owner came from.
  mutating func closeInHistory() {
    guard let history else { return }
    if history.isOpen {
      self.history?.isOpen = false
    } else if history.list.filter.isActive {
      self.history?.narrow(to: .none)
    } else {
      leave(history)
    }
  }

  /// Reads a page more where the rows come to an end soon.
  mutating func readHistory() -> [Effect] {
    let height = layout.historyShown
    return history?.next(height: height).map { [.loadHistory($0)] } ?? []
  }

  mutating func historyAnswered(
    _ query: HistoryQuery, _ result: Result<[JournalEntry], Fault>
  ) -> [Effect] {
    history?.take(result, of: query)
    return []
  }
}
