import Foundation
import Moderation

/// Carries effects out. It is called on the thread that owns the screen and never blocks it: calls
/// to the service run on Swift concurrency, and what comes of them is posted as an ``Action``.
public struct EffectRunner {
  /// The service layer, made when the first call needs it.
  private let service: ServiceProvider
  private let post: @Sendable (Action) -> Void
  private let suspend: () -> Void
  private let redraw: () -> Void

  public init(
    service: ServiceProvider, post: @escaping @Sendable (Action) -> Void,
    suspend: @escaping () -> Void, redraw: @escaping () -> Void
  ) {
    self.service = service
    self.post = post
    self.suspend = suspend
    self.redraw = redraw
  }

  public func run(_ effect: Effect) {
    switch effect {
    case .loadGroups:
      call { service throws(Fault) in
        .groupsAnswered(.success(try await service.groups()))
      } failed: {
        .groupsAnswered(.failure($0))
      }
    case .loadGroup(let group):
      call { service throws(Fault) in
        .groupAnswered(group, .success(try await service.group(group)))
      } failed: {
        .groupAnswered(group, .failure($0))
      }
    case .loadRequests(let group, let load):
      call { [post] service throws(Fault) in
        do {
          for try await page in service.requests(in: group) {
            post(.requestsArrived(group, load: load, page))
          }
          return .requestsEnded(group, load: load, nil)
        } catch let fault as Fault {
          throw fault
        } catch {
          throw Fault(.cancelled, "Reading was interrupted.", cure: "Try again.")
        }
      } failed: {
        .requestsEnded(group, load: load, $0)
      }
    case .markRead(let group):
      call { service throws(Fault) in
        try await service.markRead(group)
        return .markedRead(group, nil)
      } failed: {
        .markedRead(group, $0)
      }
    case .send(let id, let decision):
      call { service in
        .decisionSettled(id, await service.decide(decision))
      } failed: {
        .decisionSettled(id, .failed($0))
      }
    case .hold(let id, let time): wake(after: time, .holdElapsed(id))
    case .startQuitDeadline(let time): wake(after: time, .quitDeadlinePassed)
    case .suspend: suspend()
    case .redraw: redraw()
    }
  }

  private func call(
    _ body: @escaping @Sendable (GroupService) async throws(Fault) -> Action,
    failed: @escaping @Sendable (Fault) -> Action
  ) {
    Task { [service, post] in
      do throws(Fault) {
        post(try await body(try await service.get()))
      } catch {
        post(failed(error))
      }
    }
  }

  private func wake(after time: Duration, _ action: Action) {
    Task { [post] in
      // Nothing cancels this task, so the sleep always runs to its end.
      try? await Task.sleep(for: time)
      post(action)
    }
  }
}
