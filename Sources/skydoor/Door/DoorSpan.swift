import ArgumentParser
import Config
import Foundation
import Moderation

/// How long doors are to stay shut, as it is typed: `2h`, or `ever`.
enum DoorSpan: ExpressibleByArgument, Sendable {
  case span(TimeSpan)
  case ever

  init?(argument: String) {
    if argument == "ever" {
      self = .ever
    } else if let span = TimeSpan(argument), DoorSettings.allows(span) {
      self = .span(span)
    } else {
      return nil
    }
  }

  var span: TimeSpan? {
    switch self {
    case .span(let span): span
    case .ever: nil
    }
  }
}
