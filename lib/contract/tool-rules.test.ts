import { expect, it } from "vitest";
import { chooseToolRule } from "./tool-rules";

const rules = ["*", "get_*", "get_user_*", "get_user_name", "delete"].map((name) => ({ name }));

it.each([
  ["get_user_name", "get_user_name"],
  ["get_user_mail", "get_user_*"],
  ["get_invoice", "get_*"],
  ["get_", "get_*"],
  ["get", "*"],
  ["GET_user_name", "*"],
  ["delete", "delete"],
  ["delete_all", "*"],
])("%s follows the rule for %s: the most specific, whatever the order", (tool, name) => {
  expect(chooseToolRule(rules, tool)?.name).toBe(name);
  expect(chooseToolRule(rules.toReversed(), tool)?.name).toBe(name);
});

it("a tool that no rule names has none, and a name is no pattern: regular expressions mean nothing", () => {
  const few = [{ name: "get_*" }, { name: "a.c" }];
  expect(chooseToolRule(few, "delete")).toBeUndefined();
  expect(chooseToolRule(few, "abc")).toBeUndefined();
  expect(chooseToolRule([], "echo")).toBeUndefined();
});
