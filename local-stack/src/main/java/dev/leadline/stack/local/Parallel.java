package dev.leadline.stack.local;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// Does things at the same time.
final class Parallel {
  private Parallel() {}

  /// Acts on all items at once and returns when all is done. When one fails, `giveUp` is called at
  /// once, the others are waited for, and the first failure is thrown.
  static <T> void forEach(List<T> items, Consumer<T> action, Runnable giveUp) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Void> failure = new CompletableFuture<>();
      List<CompletableFuture<Void>> running =
          items.stream()
              .map(item -> CompletableFuture.runAsync(() -> action.accept(item), threads))
              .toList();
      running.forEach(one ->
          one.exceptionally(thrown -> {
            failure.completeExceptionally(thrown);
            return null;
          }));
      CompletableFuture<Void> all =
          CompletableFuture.allOf(running.toArray(CompletableFuture<?>[]::new));
      join(CompletableFuture.anyOf(all, failure), giveUp);
    }
  }

  private static void join(CompletableFuture<?> outcome, Runnable giveUp) {
    try {
      outcome.join();
    } catch (CompletionException failed) {
      giveUp.run();
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
  }
}
