import Moderation
import Words

extension GroupService {
  /// Says why labels that are shown, or acted on, may not be all there are.
  func tellOfLabelers() async {
    guard let trouble = await labelers.trouble else { return }
    StandardStream.error.tell([trouble])
  }
}
