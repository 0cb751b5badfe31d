package dev.leadline.sla.clock;

import static java.util.Comparator.comparing;

import dev.leadline.sla.clock.Move.Activity;
import dev.leadline.sla.clock.Move.End;
import dev.leadline.sla.clock.Move.Other;
import dev.leadline.sla.clock.Move.Owner;
import dev.leadline.sla.clock.Move.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/// The moves of one lead that its clocks still need, in the order of happening.
///
/// Happened-time decides, with one exception: what a single service says of the stages, or of the
/// owners, is taken in the order in which it said it, and its time never runs backwards. So a lead
/// that was recycled and then re-qualified by an older activity is qualified.
///
/// @param moves in order
public record Journal(List<Move> moves) {
  /// Above this many moves the settled past is dropped.
  static final int FULL = 64;

  private static final int KEPT = 32;
  private static final Comparator<Move> AS_SAID =
      comparing(Move::recorded).thenComparingLong(Move::offset).thenComparing(Move::event);
  private static final Comparator<Move> AS_HAPPENED =
      comparing(Move::at).thenComparingInt(Journal::rank).thenComparing(AS_SAID);

  public static final Journal EMPTY = new Journal(List.of());

  public Journal {
    moves = List.copyOf(moves);
  }

  /// This journal and one more move; itself when it has that move.
  Journal with(Move move) {
    if (holds(move.event())) {
      return this;
    }
    List<Move> all = new ArrayList<>(moves);
    all.add(move);
    return new Journal(isNewest(move) ? all : inOrder(all));
  }

  /// Whether a move happened and was said after all others, as most did when they are heard of.
  private boolean isNewest(Move move) {
    return moves.isEmpty()
        || (AS_HAPPENED.compare(moves.getLast(), move) < 0
            && moves.stream().allMatch(each -> AS_SAID.compare(each, move) < 0));
  }

  boolean holds(UUID event) {
    return moves.stream().anyMatch(move -> move.event().equals(event));
  }

  /// This journal without the past that no open clock and no late arrival is likely to need. The
  /// stage and the owner in force at the cut are kept under ids of their own, so that they start no
  /// clock again whose later moves are gone.
  ///
  /// @param needed the start of the oldest open clock; [Instant#MAX] when none is open
  Journal trimmed(Instant needed) {
    if (moves.size() <= FULL) {
      return this;
    }
    Instant recent = moves.get(moves.size() - KEPT).at();
    Instant cut = recent.isBefore(needed) ? recent : needed;
    List<Move> past = moves.stream().filter(move -> move.at().isBefore(cut)).toList();
    List<Move> kept = new ArrayList<>();
    lastOf(past, Stage.class, kept);
    lastOf(past, Owner.class, kept);
    kept.addAll(moves.subList(past.size(), moves.size()));
    return new Journal(inOrder(kept));
  }

  private static void lastOf(List<Move> past, Class<? extends Move.What> kind, List<Move> into) {
    past.stream()
        .filter(move -> kind.isInstance(move.what()))
        .reduce((_, later) -> later)
        .ifPresent(move -> into.add(move.settled()));
  }

  private static List<Move> inOrder(List<Move> moves) {
    List<Move> ordered = new ArrayList<>(asSaid(moves, Stage.class));
    ordered.addAll(asSaid(moves, Owner.class));
    moves.stream()
        .filter(move -> !(move.what() instanceof Stage || move.what() instanceof Owner))
        .forEach(ordered::add);
    ordered.sort(AS_HAPPENED);
    return ordered;
  }

  private static List<Move> asSaid(List<Move> moves, Class<? extends Move.What> kind) {
    List<Move> said = new ArrayList<>();
    Instant latest = Instant.MIN;
    for (Move move :
        moves.stream().filter(each -> kind.isInstance(each.what())).sorted(AS_SAID).toList()) {
      latest = move.at().isAfter(latest) ? move.at() : latest;
      said.add(move.takenAt(latest));
    }
    return said;
  }

  private static int rank(Move move) {
    return switch (move.what()) {
      case Stage _ -> 0;
      case Owner _ -> 1;
      case Other _ -> 2;
      case Activity _ -> 3;
      case End _ -> 4;
    };
  }
}
