package dev.leadline.messaging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// Puts something around the calls of an interface.
final class Proxies {
  private Proxies() {}

  static <T> T around(Class<T> type, T target, Around around) {
    return type.cast(
        Proxy.newProxyInstance(
            Proxies.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) ->
                around.call(
                    method.getName(),
                    () -> {
                      try {
                        return method.invoke(target, arguments);
                      } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                      }
                    })));
  }

  /// Is given a method's name and the call to make.
  interface Around {
    @Nullable Object call(String method, Call call) throws Throwable;
  }

  interface Call {
    @Nullable Object make() throws Throwable;
  }
}
