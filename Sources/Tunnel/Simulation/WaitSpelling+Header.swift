import RoutingCore
import Upstreams

extension WaitSpelling {
  /// What the router sees of the field that an upstream wrote.
  init(_ header: WaitHeader) {
    switch header {
    case .seconds: self = .seconds
    case .date: self = .date
    case .milliseconds: self = .milliseconds
    }
  }
}
