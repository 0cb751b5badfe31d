package dev.leadline.routing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Counts what goes over a connection.
final class CountedConnection {
  final List<String> statements = new ArrayList<>();
  int rows;

  Connection over(Connection connection) {
    return counted(Connection.class, connection);
  }

  private <T> T counted(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              try {
                return seen(method.getName(), arguments, method.invoke(target, arguments));
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            }));
  }

  private @Nullable Object seen(
      String method, Object @Nullable [] arguments, @Nullable Object result) {
    if (method.equals("prepareStatement") && arguments != null) {
      statements.add(String.valueOf(arguments[0]));
    }
    // Who asks for the driver's own connection copies rows over it.
    if (method.equals("unwrap") && isForCopies(arguments)) {
      statements.add("copy");
    }
    if (method.equals("next") && Boolean.TRUE.equals(result)) {
      rows++;
    }
    return switch (result) {
      case PreparedStatement statement -> counted(PreparedStatement.class, statement);
      case ResultSet set -> counted(ResultSet.class, set);
      case null, default -> result;
    };
  }

  private static boolean isForCopies(Object @Nullable [] arguments) {
    return arguments != null && String.valueOf(arguments[0]).endsWith(".PGConnection");
  }
}
