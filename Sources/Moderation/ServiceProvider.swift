/// Makes the service layer once, when the first call needs it: a front end starts without waiting
/// for it, and a failure is tried again by the next call.
public actor ServiceProvider {
  private let make: @Sendable () async throws(Fault) -> GroupService
  private var making: Task<Result<GroupService, Fault>, Never>?

  /// - Parameter make: what makes it.
  public init(_ make: @escaping @Sendable () async throws(Fault) -> GroupService) {
    self.make = make
  }

  /// What the service answers, or the fault that kept it from that, or from being made.
  public nonisolated func answer<Answer: Sendable>(
    _ body: @Sendable (GroupService) async throws(Fault) -> Answer
  ) async -> Result<Answer, Fault> {
    await Result(of: { () async throws(Fault) in try await body(get()) })
  }

  private func get() async throws(Fault) -> GroupService {
    let task = making ?? Task { [make] in await Result(of: make) }
    making = task
    let service = await task.value
    if service.fault != nil, making == task { making = nil }
    return try service.get()
  }
}

extension Result where Failure == Fault {
  fileprivate init(of body: () async throws(Fault) -> Success) async {
    do throws(Fault) {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
