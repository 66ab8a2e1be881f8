package org.veilor.mesh.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachTest {
  private static final Machine GUEST =
      Machine.tagged("g", List.of("100.64.0.1", "fd7a:115c:a1e0::1"), "tag:guest");
  private static final Machine EDGE =
      Machine.tagged("e", List.of("100.64.0.2", "fd7a:115c:a1e0::2"), "tag:edge");
  private static final Machine ADMIN = Machine.tagged("a", List.of("100.64.0.3"), "tag:admin");
  private static final Machine ALICE1 = of("100.64.0.11", "1", "alice");
  private static final Machine ALICE2 = of("100.64.0.12", "1", "alice");
  private static final Machine BOB = of("100.64.0.13", "2", "bob");
  private static final Machine ROUTER =
      new Machine(
          "r",
          "r",
          List.of("100.64.0.20"),
          List.of("tag:edge"),
          Optional.empty(),
          List.of("10.33.0.0/16"),
          true);

  private static Machine of(String address, String id, String user) {
    return new Machine(
        address,
        address,
        List.of(address),
        List.of(),
        Optional.of(new Machine.Owner(id, user, user + "@example.org", "")),
        List.of(),
        false);
  }

  private static final String TAGS =
      "\"tagOwners\":{\"tag:guest\":[],\"tag:edge\":[],\"tag:admin\":[]},";

  private static Reach reach(String policy) {
    return Reach.of(
        rules(policy), Topology.of(List.of(GUEST, EDGE, ADMIN, ALICE1, ALICE2, BOB, ROUTER)));
  }

  private static Rules rules(String policy) {
    return switch (Rules.read(policy)) {
      case RulesReading.Good good -> good.rules();
      case RulesReading.Refused refused -> throw new AssertionError(refused);
      case RulesReading.Unreadable bad -> throw new AssertionError(bad);
    };
  }

  private static String rule(
      Reach reach, String source, String destination, int protocol, int port) {
    return switch (reach.ask(source, destination, protocol, port)) {
      case Answer.Allowed allowed -> allowed.rule();
      case Answer.Refused _ -> "no";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "100.64.0.1, 100.64.0.2, 6, 443, acls[1]",
    "fd7a:115c:a1e0::1, fd7a:115c:a1e0::2, 6, 443, acls[1]",
    "100.64.0.1, 100.64.0.2, 17, 443, no",
    "100.64.0.1, 100.64.0.2, 6, 444, no",
    "100.64.0.1, 100.64.0.2, 1, 0, acls[1]", // a ping, as clients let it through
    "100.64.0.1, 100.64.0.2, 47, 0, no",
    "100.64.0.1, 100.64.0.3, 6, 443, no",
    "100.64.0.3, 100.64.0.1, 17, 9, acls[0]",
    "100.64.0.3, 8.8.8.8, 6, 53, acls[0]",
    "8.8.8.8, 100.64.0.2, 6, 443, no"
  })
  void the_rule_that_lets_it_through_is_named(
      String from, String to, int protocol, int port, String rule) {
    var reach =
        reach(
            """
            { // comments are fine
              %s
              "acls": [
                {"action":"accept","src":["tag:admin"],"dst":["*:*"]},
                {"action":"accept","proto":"TCP","src":["tag:guest"],"dst":["tag:edge:80,443"]},
              ],
            }\
            """
                .formatted(TAGS));

    assertThat(rule(reach, from, to, protocol, port)).isEqualTo(rule);
  }

  @Test
  void no_rules_at_all_is_everything_and_an_empty_list_is_nothing() {
    assertThat(rule(reach("{}"), "1.2.3.4", "5.6.7.8", 6, 1)).isEqualTo("allow-all");
    assertThat(rule(reach(""), "1.2.3.4", "5.6.7.8", 6, 1)).isEqualTo("allow-all");
    assertThat(rule(reach("{\"acls\":null}"), "1.2.3.4", "5.6.7.8", 6, 1)).isEqualTo("allow-all");
    assertThat(rule(reach("{\"acls\":[]}"), "1.2.3.4", "5.6.7.8", 6, 1)).isEqualTo("no");
    assertThat(rule(reach("{\"grants\":[]}"), "1.2.3.4", "5.6.7.8", 6, 1)).isEqualTo("no");
  }

  @Test
  void self_is_the_machines_of_one_user() {
    var reach =
        reach(
            "{\"acls\":[{\"action\":\"accept\",\"src\":[\"autogroup:member\"],\"dst\":[\"autogroup:self:22\"]}]}");

    assertThat(rule(reach, "100.64.0.11", "100.64.0.12", 6, 22)).isEqualTo("acls[0]");
    assertThat(rule(reach, "100.64.0.11", "100.64.0.13", 6, 22)).isEqualTo("no");
    assertThat(rule(reach, "100.64.0.1", "100.64.0.1", 6, 22)).isEqualTo("no");
  }

  @Test
  void via_is_open_where_a_router_with_the_tag_carries_it() {
    var reach =
        reach(
            """
            {%s "grants":[
              {"src":["tag:guest"],"dst":["10.33.4.0/24","10.99.0.0/16"],"ip":["tcp:22"],"via":["tag:edge"]},
              {"src":["tag:guest"],"dst":["10.33.5.0/24"],"ip":["tcp:22"],"via":["tag:admin"]},
              {"src":["tag:guest"],"dst":["autogroup:internet"],"ip":["*"],"via":["tag:edge"]},
              {"src":["tag:guest"],"dst":["0.0.0.0/1"],"ip":["tcp:81"],"via":["tag:edge"]}]}\
            """
                .formatted(TAGS));

    assertThat(rule(reach, "100.64.0.1", "10.33.4.9", 6, 22)).isEqualTo("grants[0]");
    assertThat(rule(reach, "100.64.0.1", "10.33.9.9", 6, 81)).isEqualTo("grants[3]");
    assertThat(rule(reach, "100.64.0.1", "100.64.0.20", 6, 81)).isEqualTo("grants[3]");
    assertThat(rule(reach, "100.64.0.1", "10.99.4.9", 6, 81)).isEqualTo("no");
    assertThat(rule(reach, "100.64.0.1", "100.64.0.2", 6, 81)).isEqualTo("no");
    assertThat(rule(reach, "100.64.0.1", "10.99.4.9", 6, 22)).isEqualTo("no");
    assertThat(rule(reach, "100.64.0.1", "10.33.5.9", 6, 22)).isEqualTo("no");
    assertThat(rule(reach, "100.64.0.1", "9.9.9.9", 17, 53)).isEqualTo("grants[2]");
  }

  @Test
  void anybody_is_the_mesh_and_the_approved_routes() {
    var reach = reach("{\"acls\":[{\"action\":\"accept\",\"src\":[\"*\"],\"dst\":[\"*:22\"]}]}");

    assertThat(rule(reach, "100.127.255.255", "8.8.8.8", 6, 22)).isEqualTo("acls[0]");
    assertThat(rule(reach, "10.33.255.1", "8.8.8.8", 6, 22)).isEqualTo("acls[0]");
    assertThat(rule(reach, "10.34.0.1", "8.8.8.8", 6, 22)).isEqualTo("no");
    assertThat(rule(reach, "100.115.93.255", "8.8.8.8", 6, 22)).isEqualTo("no");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{%s'acls':[{'action':'accept','src':['autogroup:owner'],'dst':['tag:edge:22']}]}; acls[0]; acls[0].src[0]",
        "{%s'acls':[{'action':'accept','src':['tag:guest'],'dst':['autogroup:shared:22']}]}; acls[0]; acls[0].dst[0]",
        "{%s'acls':[{'action':'accept','proto':'quic','src':['tag:guest'],'dst':['tag:edge:22']}]}; acls[0]; acls[0].proto",
        "{%s'acls':[{'action':'accept','srcPosture':['x'],'src':[],'dst':[]}]}; acls[0]; acls[0].srcPosture",
        "{%s'grants':[{'src':['tag:guest'],'dst':['tag:edge'],'ip':['quic:22']}]}; grants[0]; grants[0].ip[0]",
        "{%s'acls':[],'ipsets':{}}; ipsets; ipsets"
      })
  void what_is_not_known_counts_as_reachable_and_is_named(String policy, String rule, String path) {
    var rules = rules(policy.formatted(TAGS).replace('\'', '"'));
    var reach = Reach.of(rules, Topology.of(List.of(GUEST, EDGE)));

    assertThat(reach.ask("100.64.0.1", "100.64.0.2", 6, 22))
        .isEqualTo(new Answer.Allowed(rule, false));
    assertThat(rules.notUnderstood()).extracting(RulesFault::path).containsExactly(path);
  }
}
