package dev.leadline.policy.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadline.policy.Policy;
import dev.leadline.policy.load.PolicyContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyWatchTest {
  private static final Path SMALL = Path.of("src/test/resources/policies/small");
  private static final String CHANGED = "competitors: [rival.example]\nemea: [DE]\n";
  private static final String WRONG = "competitors: rival.example\nemea: []\n";

  @TempDir Path folder;

  private final List<String> told = new ArrayList<>();
  private final PolicyStoreInMemory store = new PolicyStoreInMemory();
  private boolean deaf;
  private Path directory;
  private ActivePolicy active;
  private PolicyWatch watch;

  private final class Told implements PolicyListener {
    @Override
    public void accepted(Policy policy) {
      told.add("accepted " + policy.version());
    }

    @Override
    public void rejected(RejectedChange change) {
      if (deaf) {
        throw new IllegalStateException("deaf");
      }
      told.add("rejected, in force " + change.inForce() + ": " + change.summary());
    }
  }

  @BeforeEach
  void startWithTheSmallPolicy() throws IOException {
    directory = copy(folder.resolve("first"));
    active = new ActivePolicy(directory.toString(), store);
    watch = new PolicyWatch(active, List.of(new Told()), Duration.ofDays(1), 1);
  }

  @Test
  void aChangeComesIntoForceOnceItHasSettled() throws IOException {
    // given
    String before = active.get().version();
    write("lists.yaml", CHANGED);

    // when
    watch.look();

    // then
    assertThat(active.get().version()).isEqualTo(before);

    // when
    watch.look();
    watch.look();

    // then
    assertThat(active.get().lists()).containsEntry("emea", List.of("DE"));
    assertThat(told).containsExactly("accepted " + active.get().version());
    assertThat(store.find(active.get().version()))
        .hasValueSatisfying(
            kept -> assertThat(kept.files()).isEqualTo(PolicyContent.of(directory).texts()));
    assertThat(store.find(before)).isPresent();
  }

  @Test
  void whatIsStillBeingWrittenIsNotRead() throws IOException {
    // given
    String before = active.get().version();

    // when
    for (int size = 1; size < CHANGED.length(); size++) {
      write("lists.yaml", CHANGED.substring(0, size));
      watch.look();
    }

    // then
    assertThat(active.get().version()).isEqualTo(before);
    assertThat(told).isEmpty();
  }

  @Test
  void filesThatAreWrittenOneByOneHaveToStayAsTheyAreForSoLong() throws IOException {
    // given
    watch = new PolicyWatch(active, List.of(new Told()), Duration.ofDays(1), 3);
    String before = active.get().version();
    write("lists.yaml", CHANGED);

    // when
    look(3);

    // then
    assertThat(active.get().version()).isEqualTo(before);

    // when
    look(1);

    // then
    assertThat(active.get().version()).isNotEqualTo(before);
  }

  @Test
  void aDirectoryThatIsSaidToBeIncompleteIsNotReadUntilItIsNot() throws IOException {
    // given
    String before = active.get().version();
    Path incomplete = Files.createFile(directory.resolve(PolicyWatch.INCOMPLETE));
    write("lists.yaml", CHANGED);

    // when
    look(5);

    // then
    assertThat(active.get().version()).isEqualTo(before);
    assertThat(told).isEmpty();

    // when
    Files.delete(incomplete);
    look(1);

    // then
    assertThat(active.get().version()).isNotEqualTo(before);
  }

  @Test
  void whoeverListensIsToldOnceOfThePolicyOfTheStart() {
    // given
    List<String> started = new ArrayList<>();
    PolicyListener listener =
        new PolicyListener() {
          @Override
          public void started(Policy policy) {
            if (deaf) {
              deaf = false;
              throw new IllegalStateException("deaf");
            }
            started.add(policy.version());
          }
        };
    watch = new PolicyWatch(active, List.of(listener), Duration.ofDays(1), 1);

    // when
    deaf = true;
    assertThatThrownBy(watch::look).hasMessage("deaf");
    look(3);

    // then
    assertThat(started).containsExactly(active.get().version());
  }

  @Test
  void aBadChangeLeavesThePolicyBeforeInForce() throws IOException {
    // given
    String before = active.get().version();
    write("lists.yaml", WRONG);

    // when
    look(3);

    // then
    assertThat(active.get().version()).isEqualTo(before);
    assertThat(told)
        .containsExactly(
            "rejected, in force "
                + before
                + ": 1 error; the first, in lists.yaml line 1: 'rival.example' is not a list");

    // when
    write("lists.yaml", Files.readString(SMALL.resolve("lists.yaml")));
    look(3);

    // then
    assertThat(told).hasSize(2).last().isEqualTo("accepted " + before);
  }

  @Test
  void aListenerThatFailsIsToldAgain() throws IOException {
    // given
    deaf = true;
    write("lists.yaml", WRONG);
    watch.look();

    // then
    assertThatThrownBy(watch::look).hasMessage("deaf");

    // when
    deaf = false;
    look(2);

    // then
    assertThat(told).hasSize(1);
  }

  @Test
  void aLinkThatIsSetToAnotherDirectoryIsAChange() throws IOException {
    // given
    Path link = Files.createSymbolicLink(folder.resolve("current"), directory);
    active = new ActivePolicy(link.toString(), store);
    watch = new PolicyWatch(active, List.of(new Told()), Duration.ofDays(1), 1);
    directory = copy(folder.resolve("second"));
    write("lists.yaml", CHANGED);

    // when
    Files.delete(link);
    Files.createSymbolicLink(link, directory);
    look(2);

    // then
    assertThat(active.get().lists()).containsEntry("emea", List.of("DE"));
  }

  @Test
  void aChangeThatSaysTheSameChangesNothing() throws IOException {
    // given
    Policy before = active.get();
    write("lists.yaml", "# A comment\n" + Files.readString(SMALL.resolve("lists.yaml")));

    // when
    look(2);

    // then
    assertThat(active.get()).isSameAs(before);
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      watch.look();
    }
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
  }

  private static Path copy(Path target) throws IOException {
    Files.createDirectories(target);
    for (Map.Entry<String, String> file : PolicyContent.of(SMALL).texts().entrySet()) {
      Files.writeString(target.resolve(file.getKey()), file.getValue());
    }
    return target;
  }
}
