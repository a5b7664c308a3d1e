/// The workflow that `init ci` writes.
enum WorkflowTemplate {
  /// Its text; an empty tarball means that the source is built.
  static func text(tarball: String, sha256: String, source: String, ref: String) -> String {
    #"""
    # Runs every scenario on each change: failures are annotations at the lines of the scenarios, and
    # the summary lists every variant. Written by `windtunnel init ci`.
    name: windtunnel

    on:
      push:
        branches: [main]
      pull_request:

    permissions:
      contents: read

    env:
      # Where windtunnel comes from: a release's tarball, or the repository of its source.
      WINDTUNNEL_TARBALL: "\#(tarball)"
      WINDTUNNEL_SHA256: "\#(sha256)"
      WINDTUNNEL_SOURCE: "\#(source)"
      WINDTUNNEL_REF: "\#(ref)"

    jobs:
      scenarios:
        runs-on: ubuntu-24.04
        timeout-minutes: 30
        steps:
          - uses: actions/checkout@v4

          - name: windtunnel from a release
            if: env.WINDTUNNEL_TARBALL != ''
            run: |
              curl -fsSL --retry 3 -o "$RUNNER_TEMP/windtunnel.tar.gz" "$WINDTUNNEL_TARBALL"
              if [[ -n "$WINDTUNNEL_SHA256" ]]; then
                echo "$WINDTUNNEL_SHA256  $RUNNER_TEMP/windtunnel.tar.gz" | sha256sum --check
              fi
              mkdir -p "$RUNNER_TEMP/windtunnel"
              tar -xzf "$RUNNER_TEMP/windtunnel.tar.gz" --strip-components 1 -C "$RUNNER_TEMP/windtunnel"
              dirname "$(find "$RUNNER_TEMP/windtunnel" -type f -name windtunnel)" >> "$GITHUB_PATH"

          - name: windtunnel as it was built before
            if: env.WINDTUNNEL_TARBALL == ''
            id: built
            uses: actions/cache@v4
            with:
              path: ${{ runner.temp }}/windtunnel-bin
              key: windtunnel-${{ env.WINDTUNNEL_SOURCE }}-${{ env.WINDTUNNEL_REF }}

          - name: windtunnel from source
            if: env.WINDTUNNEL_TARBALL == '' && steps.built.outputs.cache-hit != 'true'
            run: |
              git clone "$WINDTUNNEL_SOURCE" "$RUNNER_TEMP/source"
              git -C "$RUNNER_TEMP/source" checkout --detach "$WINDTUNNEL_REF"
              docker run --rm -v "$RUNNER_TEMP/source:/source" -w /source swift:6.2-noble \
                swift build -c release --static-swift-stdlib --product windtunnel
              mkdir -p "$RUNNER_TEMP/windtunnel-bin"
              cp "$RUNNER_TEMP/source/.build/release/windtunnel" "$RUNNER_TEMP/windtunnel-bin/"

          - name: put it into the path
            if: env.WINDTUNNEL_TARBALL == ''
            run: echo "$RUNNER_TEMP/windtunnel-bin" >> "$GITHUB_PATH"

          - name: run every scenario
            run: windtunnel run --format github

    """#
  }
}
