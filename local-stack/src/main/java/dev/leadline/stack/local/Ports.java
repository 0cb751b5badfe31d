package dev.leadline.stack.local;

import dev.leadline.stack.infra.FreePorts;
import java.util.EnumMap;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// The port of each member, on loopback.
public record Ports(Map<Member, Integer> byMember) {
  private static final int HIGHEST = 65_535;

  /// @throws StackException when two members are to have the same port
  public Ports {
    byMember = Map.copyOf(byMember);
    Map<Integer, Member> taken = new TreeMap<>();
    for (Member member : Member.values()) {
      Member other = taken.put(of(byMember, member), member);
      if (other != null) {
        throw new StackException(
            "%s and %s are both to have port %d; set %s to another one"
                .formatted(
                    other.label(), member.label(), of(byMember, member), member.portVariable()));
      }
    }
  }

  /// The well-known ports, moved as the environment says.
  ///
  /// @throws StackException naming the variable that holds no port
  public static Ports from(Map<String, String> environment) {
    return each(member -> port(member, environment.get(member.portVariable())));
  }

  /// Ports that are free at the moment of asking.
  public static Ports free() {
    PrimitiveIterator.OfInt ports = IntStream.generate(FreePorts::any).distinct().iterator();
    return each(_ -> ports.nextInt());
  }

  public int of(Member member) {
    return of(byMember, member);
  }

  /// Where the member answers HTTP.
  public String url(Member member) {
    return "http://127.0.0.1:" + of(member);
  }

  private static int of(Map<Member, Integer> byMember, Member member) {
    Integer port = byMember.get(member);
    if (port == null) {
      throw new IllegalArgumentException("No port for " + member.label());
    }
    return port;
  }

  private static int port(Member member, @org.jspecify.annotations.Nullable String given) {
    if (given == null || given.isBlank()) {
      return member.defaultPort();
    }
    try {
      int port = Integer.parseInt(given.strip());
      if (port >= 1 && port <= HIGHEST) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number that is no port.
    }
    throw new StackException(
        "%s is '%s', which is no port (1 to %d)".formatted(member.portVariable(), given, HIGHEST));
  }

  private static Ports each(ToIntFunction<Member> port) {
    Map<Member, Integer> ports = new EnumMap<>(Member.class);
    for (Member member : Member.values()) {
      ports.put(member, port.applyAsInt(member));
    }
    return new Ports(ports);
  }
}
