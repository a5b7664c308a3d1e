import Foundation
import Testing

@testable import Harness

/// Files are replaced as a whole; what is no file is written to, and stays what it is.
struct ReplacingTests {
  private static func folder() throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/replacing-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  @Test func aFileIsReplaced() throws {
    let path = try Self.folder() + "/a"
    #expect(Platform.replace(path, with: Array("one".utf8)) == nil)
    #expect(Platform.replace(path, with: Array("2".utf8)) == nil)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "2")
  }

  @Test func aLinkStaysOne() throws {
    let folder = try Self.folder()
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: "target")
    #expect(Platform.replace(folder + "/target", with: Array("one".utf8)) == nil)
    #expect(Platform.replace(folder + "/link", with: Array("two".utf8)) == nil)
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "target")
    #expect(try String(contentsOfFile: folder + "/target", encoding: .utf8) == "two")
  }

  /// As `--json /dev/null` is: a device that is replaced by a file is gone for everybody.
  @Test func aPipeIsWrittenTo() throws {
    let path = try Self.folder() + "/pipe"
    #expect(mkfifo(path, 0o600) == 0)
    let reader = open(path, O_RDONLY | O_NONBLOCK)
    #expect(Platform.replace(path, with: Array("one".utf8)) == nil)
    var bytes = [UInt8](repeating: 0, count: 8)
    #expect(read(reader, &bytes, bytes.count) == 3)
    #expect(bytes.prefix(3).elementsEqual("one".utf8))
    var facts = stat()
    #expect(stat(path, &facts) == 0)
    #expect(facts.st_mode & S_IFMT == S_IFIFO)
    close(reader)
  }
}
