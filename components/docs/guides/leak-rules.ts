/** What a scanner has to know of this house's keys. The text of the guide and the tests have it from here. */
export type LeakRules = { keyPrefix: string; host: string };

/** After the prefix: what the key is. */
export const keyKinds = [
  ["live", "API key or personal API token"],
  ["test", "API key of a test environment"],
  ["rt", "refresh token of a session or a connected app"],
  ["cs", "client secret of an OAuth app"],
  ["iat", "initial access token, which registers OAuth apps"],
] as const;

const kinds = keyKinds.map(([kind]) => kind).join("|");

/** Without look-around, so that RE2, Hyperscan and every language take it. */
export function keyPattern({ keyPrefix }: Pick<LeakRules, "keyPrefix">): string {
  return String.raw`\b${keyPrefix}_(?:${kinds})_[0-9A-Za-z]{36}\b`;
}

export function gitleaksRule(rules: LeakRules): string {
  return `# .gitleaks.toml
[extend]
useDefault = true

[[rules]]
id = "${rules.keyPrefix}-key"
description = "Key of ${rules.host}"
regex = '''${keyPattern(rules)}'''
keywords = [${keyKinds.map(([kind]) => `"${rules.keyPrefix}_${kind}_"`).join(", ")}]
`;
}

/** The fields of GitHub's form for a custom pattern. */
export function githubPattern({ keyPrefix }: LeakRules): [field: string, value: string][] {
  return [
    ["Pattern name", `Key (${keyPrefix})`],
    ["Secret format", `${keyPrefix}_(?:${kinds})_[0-9A-Za-z]{36}`],
    ["Before secret", String.raw`\A|[^0-9A-Za-z]`],
    ["After secret", String.raw`\z|[^0-9A-Za-z]`],
  ];
}

/** Reads text, prints the keys in it whose checksum is right. */
export function nodeChecker(rules: LeakRules): string {
  return `// check-keys.mjs: node check-keys.mjs < file
import { crc32 } from "node:zlib";
import { readFileSync } from "node:fs";

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function checksum(body) {
  let rest = crc32(body);
  let text = "";
  for (let place = 0; place < 6; place++) {
    text = digits[rest % 62] + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

const found = readFileSync(0, "utf8").match(/${keyPattern(rules)}/g) ?? [];
for (const key of new Set(found)) {
  if (checksum(key.slice(0, -6)) === key.slice(-6)) console.log(key);
}
`;
}

export function pythonChecker(rules: LeakRules): string {
  return `# check_keys.py: python3 check_keys.py < file
import re
import sys
import zlib

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def checksum(body):
    rest = zlib.crc32(body.encode())
    text = ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        text = DIGITS[digit] + text
    return text


found = re.findall(r"${keyPattern(rules)}", sys.stdin.read())
for key in dict.fromkeys(found):
    if checksum(key[:-6]) == key[-6:]:
        print(key)
`;
}

export function reportLine({ keyPrefix, host }: LeakRules): string {
  return `curl -X POST ${host}/api/v1/leaks \\\n  -H "Content-Type: application/json" \\\n  -d '{"token": "${keyPrefix}_live_…", "url": "https://github.com/acme/maps/blob/main/.env"}'`;
}

/** What GitHub sends to its partners, and any scanner may send. */
export function scannedList({ keyPrefix }: LeakRules): string {
  return JSON.stringify([{ token: `${keyPrefix}_live_…`, type: `${keyPrefix}_key`, url: "https://github.com/acme/maps/blob/main/.env", source: "content" }], null, 2);
}
