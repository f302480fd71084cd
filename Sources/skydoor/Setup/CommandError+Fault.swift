import Foundation
import Moderation

extension CommandError {
  init(_ fault: Fault) {
    self.init(fault.message, cure: fault.cure(at: Date()), ExitStatus(fault.kind))
  }
}
