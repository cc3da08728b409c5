import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parseConfig } from "./config";

/** So that what belongs to a feature is read as well. */
const features: Record<string, string> = {
  GOOGLE_CLIENT_ID: "id",
  GOOGLE_CLIENT_SECRET: "secret",
  GITHUB_CLIENT_ID: "id",
  GITHUB_CLIENT_SECRET: "secret",
  TELEGRAM_BOT_TOKEN: "123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  TELEGRAM_CLIENT_ID: "id",
  TELEGRAM_CLIENT_SECRET: "secret",
};

it("docs/configuration.md names every variable that is read, and no other", () => {
  const read = new Set<string>();
  parseConfig(
    new Proxy(features, {
      get: (values, name: string) => {
        read.add(name);
        return values[name];
      },
    }),
  );
  const documented = [...readFileSync("docs/configuration.md", "utf8").matchAll(/^\| (`[^|]+)\|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`(\w+)`/g)].map(([, name]) => name!));
  expect(documented.toSorted()).toEqual([...read].toSorted());
});
