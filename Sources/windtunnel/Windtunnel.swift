@main
struct Windtunnel {
  static func main() {}
}
