import Canvas

extension Style {
  /// What stands in this style in the console, in a few words, for the preview of a theme.
  var sample: String {
    switch self {
    case .base: "everything that is nothing else"
    case .title: "skydoor"
    case .titleAccount: "@mara.example.com"
    case .banner: "Door shut: Night Owls, since 14:05 UTC"
    case .border: "----------------------"
    case .header: "NAME        HANDLE       WAITED"
    case .dim: "10/50 - link on"
    case .emphasis: "@ana.example.com"
    case .keyName: "x"
    case .keyHelp: "reject"
    case .keyDisabled: "undo (nothing is held)"
    case .prompt: "/age < 7d"
    case .promptError: "column 5: a number is missing"
    case .row: "Ana Lima"
    case .rowHandle: "@ana.example.com"
    case .rowDim: "3d"
    case .rowFailed: "x failed: try again"
    case .rowMarked: "marked"
    case .rowGone: "withdrew"
    case .rowBadge: "throw-away, burst A (12)"
    case .rowNew: "new to you"
    case .rowSelected: "the selected row"
    case .rowCurrent: "the selected row of the other pane"
    case .status: "y does nothing here"
    case .statusHeld: "Rejecting @dora.example.com, u to undo"
    case .statusWarning: "The service is slow"
    case .statusError: "No connection"
    case .statusSuccess: "Rejected 12"
    case .question: "Reject 12 people? y n"
    case .progress: "done"
    case .progressRest: "still to come"
    }
  }
}
