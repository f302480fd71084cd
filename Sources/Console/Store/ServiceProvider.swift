import Moderation

/// Makes the service layer once, when the first call needs it: the first paint does not wait for
/// it, and a failure is tried again by the next call.
public actor ServiceProvider {
  private let make: @Sendable () async throws(Fault) -> GroupService
  private var making: Task<Result<GroupService, Fault>, Never>?

  public init(_ make: @escaping @Sendable () async throws(Fault) -> GroupService) {
    self.make = make
  }

  /// - Throws: the ``Fault`` that kept the service from being made.
  public func get() async throws(Fault) -> GroupService {
    let task =
      making
      ?? Task { [make] in
        do throws(Fault) {
          return .success(try await make())
        } catch {
          return .failure(error)
        }
      }
    making = task
    switch await task.value {
    case .success(let service): return service
    case .failure(let fault):
      if making == task { making = nil }
      throw fault
    }
  }
}
