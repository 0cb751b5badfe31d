package dev.leadline.testsupport;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/// Something that exists once in a JVM even where this library is loaded by several class loaders,
/// as Quarkus loads it: kept in the JVM's register of managed beans, told in types of the JDK only.
final class OncePerJvm {
  private final ObjectName name;
  private final Supplier<Map<String, Callable<String>>> made;

  /// @param key names it, in letters and dots
  /// @param made makes it, and says by name what can be asked of it; called at the first [#ask]
  OncePerJvm(String key, Supplier<Map<String, Callable<String>>> made) {
    try {
      this.name = new ObjectName("dev.leadline", "name", key);
    } catch (JMException notAName) {
      throw new IllegalArgumentException(notAName);
    }
    this.made = made;
  }

  String ask(String what) {
    MBeanServer shared = ManagementFactory.getPlatformMBeanServer();
    try {
      synchronized (shared) {
        if (!shared.isRegistered(name)) {
          shared.registerMBean(new StandardMBean(new Made(made.get()), Answers.class), name);
        }
      }
      return (String)
          shared.invoke(name, "ask", new Object[] {what}, new String[] {String.class.getName()});
    } catch (JMException failed) {
      throw new IllegalStateException("'" + what + "' of '" + name + "' failed", failed);
    }
  }

  /// What others in the JVM see of it.
  public interface Answers {
    String ask(String what) throws Exception;
  }

  private record Made(Map<String, Callable<String>> answers) implements Answers {
    @Override
    public String ask(String what) throws Exception {
      Callable<String> question = answers.get(what);
      if (question == null) {
        throw new IllegalArgumentException("Nothing answers '" + what + "'");
      }
      return question.call();
    }
  }
}
