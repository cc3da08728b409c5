import { describe, expect, it } from "vitest";
import { chooseRule } from "./gateway-rules";

const rules = [
  { methods: ["*"], path: "/**" },
  { methods: ["GET"], path: "/**" },
  { methods: ["GET"], path: "/agents/*" },
  { methods: ["*"], path: "/agents/*" },
  { methods: ["GET"], path: "/agents/me" },
  { methods: ["*"], path: "/agents/**" },
  { methods: ["*"], path: "/*/me" },
  { methods: ["POST"], path: "/" },
];

describe("the rule that holds", () => {
  it.each([
    ["GET", "/", 1, "** is also nothing at all"],
    ["POST", "/", 7, "a literal path comes before **"],
    ["GET", "/x", 1, "a method that is named comes before any"],
    ["PUT", "/x", 0, "any method"],
    ["GET", "/agents/me", 4, "a literal segment comes before *"],
    ["PUT", "/agents/me", 3, "the earlier literal decides: /agents/* before /*/me"],
    ["PUT", "/tools/me", 6, "* comes before **"],
    ["GET", "/agents/7", 2, "* is one segment"],
    ["GET", "/agents/7/runs", 5, "** is the rest"],
    ["GET", "/agents", 5, "** is also no rest"],
    ["GET", "/agents/", 5, "a slash at the end makes no difference"],
    ["HEAD", "/agents/7", 2, "GET allows HEAD"],
  ])("%s %s is number %i: %s", (method, path, rule) => {
    expect(chooseRule(rules, method, path)).toEqual({ rule });
  });

  it("is none where none names method and path", () => {
    const few = [{ methods: ["GET"], path: "/agents" }, { methods: ["HEAD"], path: "/heads" }];
    for (const [method, path] of [["POST", "/agents"], ["GET", "/agents/7"], ["GET", "/"], ["GET", "/heads"], ["get", "/agents"]] as const) expect(chooseRule(few, method, path)).toEqual({ rule: undefined });
  });

  it("is ambiguous where a server that ignores case, or reads wide letters as plain ones, would see another path", () => {
    const guarded = [{ methods: ["*"], path: "/**" }, { methods: ["*"], path: "/admin/**" }];
    for (const path of ["/ADMIN", "/Admin/users", "/ａdmin"]) expect(chooseRule(guarded, "GET", path)).toEqual({ ambiguous: true });
    expect(chooseRule(guarded, "GET", "/Users")).toEqual({ rule: 0 });
    expect(chooseRule(guarded, "GET", "/admin/USERS")).toEqual({ rule: 1 });
    expect(chooseRule([{ methods: ["*"], path: "/Agents" }], "GET", "/agents")).toEqual({ ambiguous: true });
  });

  it("does not depend on the order in which the rules were written", () => {
    for (const [method, path] of [["GET", "/agents/me"], ["PUT", "/tools/me"], ["GET", "/agents/7/runs"]] as const) {
      const forth = rules[chooseRule(rules, method, path).rule!];
      const back = rules.toReversed()[chooseRule(rules.toReversed(), method, path).rule!];
      expect(back).toBe(forth);
    }
  });
});
