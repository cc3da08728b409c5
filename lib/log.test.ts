import { expect, it } from "vitest";
import { newKey } from "./crypto/key-format";
import { redact } from "./log";

it("cuts keys, signed tokens, bearers and passwords in addresses out of a line", () => {
  const key = newKey("sk", "live");
  const jwt = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
  const line = redact(`a ${key} b ${jwt} c Bearer abcdef d postgresql://me:hunter2@db/x e ${newKey("sk", "rt")}`);
  expect(line).not.toContain(key.slice(8));
  expect(line).not.toContain(jwt);
  expect(line).not.toContain("abcdef");
  expect(line).not.toContain("hunter2");
  expect(line).toContain("sk_live_[redacted]");
});

it("cuts a bot's token out of an address of the Bot API", () => {
  const line = redact("request to https://api.telegram.org/bot123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe failed");
  expect(line).toBe("request to https://api.telegram.org/bot123456:[redacted]/getMe failed");
});
