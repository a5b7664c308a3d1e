"""Records how an installed LiteLLM behaves, as vectors that Windtunnel replays."""
