import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LeakReport, reportScannedLeaks } from "@/lib/contract/leaks";
import { newKey, type KeyKind } from "@/lib/crypto/key-format";
import { githubPattern, gitleaksRule, keyKinds, keyPattern, nodeChecker, pythonChecker, reportLine, scannedList } from "./leak-rules";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "keyhouse-leak-rules-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const python = ["python3", "python"].find((name) => {
  try {
    execFileSync(name, ["-c", "import tomllib"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});

function run(command: string, file: string, program: string, input: string): string[] {
  const path = join(folder, file);
  writeFileSync(path, program);
  return execFileSync(command, [path], { input, encoding: "utf8" }).split("\n").filter(Boolean);
}

describe.each(["sk", "acme7"])("the scanner rules of a house with the prefix %s", (keyPrefix) => {
  const rules = { keyPrefix, host: "https://keys.example.com" };
  const keys = keyKinds.flatMap(([kind]) => [newKey(keyPrefix, kind as KeyKind), newKey(keyPrefix, kind as KeyKind)]);
  const other = keyPrefix === "sk" ? "pk" : "acme";
  const nearMisses = [newKey(other, "live"), `${keyPrefix}_prod_${"a".repeat(36)}`, keys[0]!.slice(0, -1), `${keys[0]}9`, `x${keys[0]}`, keys[0]!.replace("_live_", "-live-"), keys[0]!.toUpperCase()];
  const forged = [`${keyPrefix}_live_${"a".repeat(36)}`, `${keys[0]!.slice(0, -1)}${keys[0]!.endsWith("a") ? "b" : "a"}`];
  const text = [...keys.map((key) => `API_KEY="${key}"`), ...nearMisses, ...forged.map((key) => `token: ${key},`)].join("\n");
  const finds = (pattern: string) => text.match(new RegExp(pattern, "g")) ?? [];

  it("find every key that the house makes, and no near miss", () => {
    expect(finds(keyPattern(rules))).toEqual([...keys, ...forged]);
  });

  it("as a custom pattern of GitHub find the same", () => {
    const fields = Object.fromEntries(githubPattern(rules));
    const [before, after] = [fields["Before secret"]!.replace("\\A", "^"), fields["After secret"]!.replace("\\z", "$")];
    const pattern = new RegExp(`(?:${before})(${fields["Secret format"]})(?=${after})`, "g");
    expect([...text.matchAll(pattern)].map(([, key]) => key)).toEqual([...keys, ...forged]);
  });

  it.skipIf(!python)("as a gitleaks rule parse as TOML, and its expression and keywords find the same", () => {
    const toml = join(folder, "gitleaks.toml");
    writeFileSync(toml, gitleaksRule(rules));
    const parsed = JSON.parse(execFileSync(python!, ["-c", "import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], 'rb'))))", toml], { encoding: "utf8" })) as { extend: object; rules: { id: string; regex: string; keywords: string[] }[] };
    expect(parsed).toMatchObject({ extend: { useDefault: true }, rules: [{ id: `${keyPrefix}-key` }] });
    const [rule] = parsed.rules;
    expect(finds(rule!.regex)).toEqual([...keys, ...forged]);
    for (const key of keys) expect(rule!.keywords.some((word) => key.includes(word))).toBe(true);
  });

  it("the program for Node tells true keys from forged ones", () => {
    expect(run(process.execPath, "check-keys.mjs", nodeChecker(rules), text)).toEqual(keys);
  });

  it.skipIf(!python)("and so does the one for Python", () => {
    expect(run(python!, "check_keys.py", pythonChecker(rules), text)).toEqual(keys);
  });

  it("what the guide sends to report a leak is what the route takes", () => {
    expect(reportScannedLeaks.body.parse(JSON.parse(scannedList(rules)))).toHaveLength(1);
    expect(LeakReport.parse(JSON.parse(/-d '(.*)'$/s.exec(reportLine(rules))![1]!))).toHaveProperty("url");
  });
});
