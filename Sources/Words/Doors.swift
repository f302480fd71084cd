import Moderation

extension Door.Measure {
  /// What it does to a link: `only people you follow may ask, and wait for you`
  public var text: String {
    switch self {
    case .approval: "only people you follow may ask, and wait for you"
    case .disable: "the link is off"
    }
  }

  /// A shorter form.
  public var shortText: String {
    switch self {
    case .approval: "only people you follow may ask"
    case .disable: "the link is off"
    }
  }
}

extension Door.State {
  /// In a word or two.
  public var text: String {
    switch self {
    case .shut: "shut"
    case .underWay: "under way"
    case .unsent: "not shut: interrupted"
    case .unfinished: "in doubt: interrupted"
    }
  }
}

extension DoorOutcome.Reason {
  /// Why there was nothing to do, as a sentence.
  public var sentence: String {
    switch self {
    case .noLink: "There is no join link."
    case .linkDisabled: "The link was off."
    case .approvalAlready: "Only people you follow could ask, and had to wait for you."
    case .shutAlready: "The door was shut already."
    case .notShut: "The door was not shut any more."
    case .notDue: "The door is to stay shut for longer."
    }
  }
}

extension DoorOutcome.Difference {
  /// What differs from before, as a sentence.
  public var sentence: String {
    switch self {
    case .linkGone: "Somebody has taken the link away meanwhile, so there was nothing to restore."
    case .linkReplaced: "Somebody has made another link meanwhile, which was left as it is."
    case .kept(let parts):
      "Somebody has changed \(Self.list(parts)) meanwhile, which was left so; the rest is as before."
    }
  }

  private static func list(_ parts: Set<Door.Part>) -> String {
    Door.Part.allCases.filter(parts.contains).map { part in
      switch part {
      case .enabled: "whether the link is on"
      case .approval: "whether people wait for you"
      case .rule: "who may use the link"
      }
    }.joined(separator: " and ")
  }
}
