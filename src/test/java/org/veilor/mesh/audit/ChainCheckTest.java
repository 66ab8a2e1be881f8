package org.veilor.mesh.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.veilor.mesh.audit.AuditVerdict.Broken;
import org.veilor.mesh.audit.AuditVerdict.Fault;
import org.veilor.mesh.audit.AuditVerdict.Intact;

class ChainCheckTest {
  @Property
  void anUntouchedChainIsIntactAndGivesItsHead(@ForAll @IntRange(min = 0, max = 40) int length) {
    List<ChainLink> chain = chain(length, "");
    assertThat(check(chain, chain))
        .isEqualTo(new Intact(length, ChainAnchor.of(length, headHash(chain))));
  }

  @Property
  void anyEditOfOneFieldIsFoundAndNamed(
      @ForAll @IntRange(min = 1, max = 40) int length,
      @ForAll @IntRange(max = 1_000_000) int pick,
      @ForAll @IntRange(max = 10) int field) {
    List<ChainLink> chain = chain(length, "");
    int at = pick % length;
    List<ChainLink> edited = new ArrayList<>(chain);
    edited.set(at, edit(chain.get(at), field));
    assertThat(check(edited, chain)).isInstanceOf(Broken.class);
    // An entry whose stored hash alone was changed is as bad as one whose text was.
    assertThat(((Broken) check(edited, chain)).seq()).isEqualTo(at + 1);
  }

  @Property
  void anEntryWithAnEditedNoteOfTheOneBeforeItIsEditedAndNotOutOfPlace(
      @ForAll @IntRange(min = 1, max = 40) int length,
      @ForAll @IntRange(max = 1_000_000) int pick) {
    List<ChainLink> chain = chain(length, "");
    int at = pick % length;
    List<ChainLink> edited = new ArrayList<>(chain);
    edited.set(at, edit(chain.get(at), 9));
    assertThat(check(edited, chain)).isEqualTo(new Broken(at + 1, Fault.EDITED));
  }

  @Property
  void anyDeletionIsFoundAndNamed(
      @ForAll @IntRange(min = 1, max = 40) int length,
      @ForAll @IntRange(max = 1_000_000) int pick) {
    List<ChainLink> chain = chain(length, "");
    int at = pick % length;
    List<ChainLink> shorter = new ArrayList<>(chain);
    shorter.remove(at);
    Fault fault = at == length - 1 ? Fault.CUT_OFF : Fault.MISSING;
    assertThat(check(shorter, chain)).isEqualTo(new Broken(at + 1, fault));
  }

  @Property
  void aDeletionWithTheRestRenumberedIsFoundAndNamed(
      @ForAll @IntRange(min = 2, max = 40) int length,
      @ForAll @IntRange(max = 1_000_000) int pick) {
    List<ChainLink> chain = chain(length, "");
    int at = pick % (length - 1);
    List<ChainLink> shorter = new ArrayList<>(chain);
    shorter.remove(at);
    shorter.replaceAll(
        link -> link.entry().seq() <= at ? link : withSeq(link, link.entry().seq() - 1));
    assertThat(check(shorter, chain)).isEqualTo(new Broken(at + 1, Fault.OUT_OF_PLACE));
  }

  @Property
  void anySwapIsFoundAndTheFirstOfTheTwoNamed(
      @ForAll @IntRange(min = 2, max = 40) int length,
      @ForAll @IntRange(max = 1_000_000) int pick,
      @ForAll @IntRange(max = 1_000_000) int other) {
    List<ChainLink> chain = chain(length, "");
    int first = pick % (length - 1);
    int second = first + 1 + other % (length - first - 1);
    List<ChainLink> swapped = new ArrayList<>(chain);
    swapped.set(first, withSeq(chain.get(second), first + 1));
    swapped.set(second, withSeq(chain.get(first), second + 1));
    assertThat(check(swapped, chain)).isEqualTo(new Broken(first + 1, Fault.OUT_OF_PLACE));
  }

  @Property
  void anEntryReplacedWithAHashOfItsOwnIsNamedByTheIntactOneAfterIt(
      @ForAll @IntRange(min = 1, max = 40) int length,
      @ForAll @IntRange(max = 1_000_000) int pick) {
    List<ChainLink> chain = chain(length, "");
    int at = pick % length;
    List<ChainLink> forged = new ArrayList<>(chain);
    forged.set(at, link(entry(at + 1, "forged"), chain.get(at).prevHash()));
    assertThat(check(forged, chain)).isEqualTo(new Broken(at + 1, Fault.REWRITTEN));
  }

  @Example
  void aFirstEntryThatFollowsAnotherIsItselfTheFalseOne() {
    List<ChainLink> chain = List.of(link(entry(1, ""), chain(1, "forged").getFirst().hash()));
    assertThat(check(chain, chain)).isEqualTo(new Broken(1, Fault.REWRITTEN));
  }

  @Property
  void aChainBuiltAnewWithItsHeadIsFoundByAnAnchorAlone(
      @ForAll @IntRange(min = 1, max = 40) int length,
      @ForAll @IntRange(max = 1_000_000) int pick) {
    List<ChainLink> truth = chain(length, "");
    List<ChainLink> forged = chain(length, "forged");
    int at = pick % length;
    ChainAnchor anchor = ChainAnchor.of(at + 1, truth.get(at).hash());
    assertThat(check(forged, forged)).isInstanceOf(Intact.class);
    assertThat(check(forged, forged, Optional.of(anchor)))
        .isEqualTo(new Broken(at + 1, Fault.NOT_AS_EXPECTED));
    assertThat(check(truth, truth, Optional.of(anchor))).isInstanceOf(Intact.class);
  }

  @Property
  void anEntryThatSlippedInAfterTheHeadIsFound(@ForAll @IntRange(max = 20) int length) {
    List<ChainLink> longer = chain(length + 1, "");
    assertThat(check(longer, longer.subList(0, length)))
        .isEqualTo(new Broken(length + 1, Fault.NOT_COUNTED));
  }

  private static AuditVerdict check(List<ChainLink> stored, List<ChainLink> head) {
    return check(stored, head, Optional.empty());
  }

  private static AuditVerdict check(
      List<ChainLink> stored, List<ChainLink> head, Optional<ChainAnchor> expected) {
    ChainCheck check = new ChainCheck(expected);
    for (ChainLink link : stored) {
      Optional<Broken> broken = check.next(link);
      if (broken.isPresent()) {
        return broken.get();
      }
    }
    return check.end(head.size(), headHash(head));
  }

  private static byte[] headHash(List<ChainLink> chain) {
    return chain.isEmpty() ? ChainHash.GENESIS : chain.getLast().hash();
  }

  private static List<ChainLink> chain(int length, String salt) {
    List<ChainLink> chain = new ArrayList<>();
    for (int seq = 1; seq <= length; seq++) {
      chain.add(link(entry(seq, salt), headHash(chain)));
    }
    return chain;
  }

  private static ChainLink link(AuditEntry entry, byte[] prevHash) {
    return new ChainLink(entry, prevHash, ChainHash.of(entry, prevHash));
  }

  private static AuditEntry entry(long seq, String salt) {
    AuditEvent event =
        new AuditEvent(
            Actor.system("part" + salt),
            "key.mint",
            "key:" + seq % 3,
            Map.of(),
            Map.of("state", "LIVE"),
            AuditEvent.OK);
    return AuditEntry.of(seq, Instant.EPOCH.plusSeconds(seq / 5), event);
  }

  private static ChainLink withSeq(ChainLink link, long seq) {
    AuditEntry e = link.entry();
    AuditEntry moved =
        new AuditEntry(
            seq,
            e.at(),
            e.actorKind(),
            e.actorName(),
            e.actorOrigin(),
            e.action(),
            e.target(),
            e.before(),
            e.after(),
            e.result());
    return new ChainLink(moved, link.prevHash(), link.hash());
  }

  private static ChainLink edit(ChainLink link, int field) {
    AuditEntry e = link.entry();
    if (field >= 9) {
      byte[] other = (field == 9 ? link.prevHash() : link.hash()).clone();
      other[7] ^= 1;
      return field == 9
          ? new ChainLink(e, other, link.hash())
          : new ChainLink(e, link.prevHash(), other);
    }
    String[] texts = {
      e.actorKind(),
      e.actorName(),
      e.actorOrigin(),
      e.action(),
      e.target(),
      e.before(),
      e.after(),
      e.result()
    };
    Instant at = e.at();
    if (field < texts.length) {
      texts[field] += "x";
    } else {
      at = at.plusNanos(1000);
    }
    AuditEntry edited =
        new AuditEntry(
            e.seq(), at, texts[0], texts[1], texts[2], texts[3], texts[4], texts[5], texts[6],
            texts[7]);
    return new ChainLink(edited, link.prevHash(), link.hash());
  }
}
