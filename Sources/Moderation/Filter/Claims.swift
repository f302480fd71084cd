extension Filter {
  /// Somebody can meet it by what they say of themselves alone: by handle, name, bio, picture or
  /// self-labels, in a group that they choose and after a while.
  public var canBeMetByClaims: Bool { root.ways(toHold: true).byClaims }
}

extension Rule {
  /// It suggests to approve whoever says the right thing of themselves.
  public var trustsClaims: Bool { suggest == .approve && when.canBeMetByClaims }
}

extension FilterNode {
  /// How a node can come to hold, or not to hold, without anything that others say of a person.
  fileprivate struct Ways {
    /// By the group asked and the time passed alone, which say nothing of the person.
    var byCircumstances: Bool
    /// With something that the person says, too.
    var byClaims: Bool
  }

  fileprivate func ways(toHold holds: Bool) -> Ways {
    switch self {
    case .all(let nodes): holds ? Self.all(nodes, holds) : Self.any(nodes, holds)
    case .any(let nodes): holds ? Self.any(nodes, holds) : Self.all(nodes, holds)
    case .not(let node, _): node.ways(toHold: !holds)
    case .term(let test, _):
      Ways(
        byCircumstances: test.fields.allSatisfy(\.isCircumstance),
        byClaims: test.fields.allSatisfy(\.isClaim))
    }
  }

  private static func all(_ nodes: [FilterNode], _ holds: Bool) -> Ways {
    let ways = nodes.map { $0.ways(toHold: holds) }
    return Ways(
      byCircumstances: ways.allSatisfy(\.byCircumstances),
      byClaims: ways.contains(where: \.byClaims)
        && ways.allSatisfy { $0.byClaims || $0.byCircumstances })
  }

  private static func any(_ nodes: [FilterNode], _ holds: Bool) -> Ways {
    let ways = nodes.map { $0.ways(toHold: holds) }
    return Ways(
      byCircumstances: ways.contains(where: \.byCircumstances),
      byClaims: ways.contains(where: \.byClaims))
  }
}

extension Filter.Field {
  /// It is as the person has set it.
  fileprivate var isClaim: Bool {
    switch self {
    case .text(.handle), .text(.name), .text(.bio), .text(.selflabel), .flag(.bio),
      .flag(.avatar):
      true
    case .text(.group), .text(.label), .count, .span, .flag: false
    }
  }

  /// It says nothing of the person.
  fileprivate var isCircumstance: Bool {
    switch self {
    case .text(.group), .span(.waiting): true
    case .text, .count, .span(.age), .flag: false
    }
  }
}
