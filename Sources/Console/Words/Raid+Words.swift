import Canvas
import Moderation

extension Raid {
  /// A longer name would push off the screen what can be done.
  private static let nameColumns = 24

  /// `Raid? 34 people asked Night Owls in 10 min`
  func text(in span: TimeSpan) -> String {
    let name = SafeText(group.name).cut(to: Self.nameColumns).string
    return "Raid? \(people.people) asked \(name) in \(span.words)"
  }
}

extension TimeSpan {
  /// `10 min`
  fileprivate var words: String {
    switch unit {
    case .seconds: "\(count) s"
    case .minutes: "\(count) min"
    case .hours: "\(count) h"
    case .days: count == 1 ? "1 day" : "\(count) days"
    case .weeks: count == 1 ? "1 week" : "\(count) weeks"
    }
  }
}
