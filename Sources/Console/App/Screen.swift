import Config
import Moderation

/// What is on the screen between the title and the key bar.
enum Screen: Equatable, Sendable {
  /// The groups, and the people waiting.
  case panes
  /// The selected person, full size.
  case detail
  /// What was decided before.
  case history(History)
  /// What can be changed about one group, and its members.
  case group(GroupPage)
  /// The keys, from which line on, and what they cover.
  indirect case help(first: Int, over: Screen)

  /// What is there without the help.
  var uncovered: Screen {
    get { if case .help(_, let covered) = self { covered } else { self } }
    _modify {
      guard case .help(let first, var covered) = self else {
        yield &self
        return
      }
      self = .panes
      yield &covered
      self = .help(first: first, over: covered)
    }
  }

  /// The history, while it is open. It can be changed, and neither opened nor closed.
  var history: History? {
    get { if case .history(let history) = uncovered { history } else { nil } }
    _modify {
      var open = history
      if open != nil { uncovered = .panes }
      yield &open
      if let open { uncovered = .history(open) }
    }
  }

  /// The group that is shown with its members. It can be changed, and neither opened nor closed.
  var groupPage: GroupPage? {
    get { if case .group(let page) = uncovered { page } else { nil } }
    _modify {
      var open = groupPage
      if open != nil { uncovered = .panes }
      yield &open
      if let open { uncovered = .group(open) }
    }
  }
}

/// What waits for an answer: keys do nothing else.
enum Modal: Equatable, Sendable {
  /// Several people are to be decided on.
  case decision(Question)
  /// Doors are to be shut or opened.
  case door(DoorQuestion)
  /// A group is to be opened to more people.
  case change(ChangeQuestion)
  /// What is to become of decisions that were interrupted?
  case interrupted

  /// The keys that answer it.
  var context: Context {
    switch self {
    case .decision(let question): question.selected == nil ? .question : .choice
    case .door: .door
    case .change: .question
    case .interrupted: .leftovers
    }
  }
}

/// The line that is being typed, in place of the key bar.
enum Input: Equatable, Sendable {
  case filter(FilterPrompt)
  case text(TextPrompt)
  case palette(Palette)
}
