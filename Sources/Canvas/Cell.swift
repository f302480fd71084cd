/// One column of one row on the screen.
public struct Cell: Hashable, Sendable {
  /// The cluster drawn here, a character with its combining marks, already reduced to what
  /// terminals agree on; empty in the second column of a wide cluster.
  public var cluster: String
  public var style: Style
  /// Where a click leads, on terminals that have links.
  public var link: Link?

  public init(cluster: String, style: Style, link: Link? = nil) {
    self.cluster = cluster
    self.style = style
    self.link = link
  }
}
