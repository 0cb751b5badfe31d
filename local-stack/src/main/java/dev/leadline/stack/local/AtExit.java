package dev.leadline.stack.local;

/// Something that is done should this process be asked to end before the result is closed.
final class AtExit implements AutoCloseable {
  private final Thread hook;

  private AtExit(Runnable action) {
    hook = new Thread(action);
  }

  static AtExit run(Runnable action) {
    AtExit registered = new AtExit(action);
    Runtime.getRuntime().addShutdownHook(registered.hook);
    return registered;
  }

  /// Calls it off; when the process is ending already, waits until it is done.
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      awaitHook();
    }
  }

  private void awaitHook() {
    try {
      hook.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
