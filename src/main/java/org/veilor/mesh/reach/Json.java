package org.veilor.mesh.reach;

import java.util.List;

/** A JSON value that knows where it stands. Lines and columns count from 1. */
sealed interface Json {
  int line();

  int column();

  /** In a sentence: {@code a list}. */
  String kind();

  record Obj(List<Member> members, int line, int column) implements Json {
    @Override
    public String kind() {
      return "an object";
    }
  }

  /** Line and column are the name's. */
  record Member(String name, Json value, int line, int column) {}

  record Arr(List<Json> items, int line, int column) implements Json {
    @Override
    public String kind() {
      return "a list";
    }
  }

  record Str(String value, int line, int column) implements Json {
    @Override
    public String kind() {
      return "a string";
    }
  }

  /** As it is written: Headscale reads a number as a string in one place. */
  record Num(String digits, int line, int column) implements Json {
    @Override
    public String kind() {
      return "a number";
    }
  }

  record Bool(boolean value, int line, int column) implements Json {
    @Override
    public String kind() {
      return value ? "true" : "false";
    }
  }

  record Nothing(int line, int column) implements Json {
    @Override
    public String kind() {
      return "null";
    }
  }
}
