import { beforeAll, expect, it } from "vitest";
import type { Principal } from "@/lib/context";
import { setSecretKey } from "@/lib/crypto/secret-key";
import { openSession, sealSession } from "./seal-session";


type Standing = { user?: string; role?: string; groups?: string[]; grant?: string; app?: string };
const somebody = ({ user = "ada", role = "user", groups = ["support", "sales"], grant = "grant_1", app = "client_1" }: Standing = {}) =>
  ({ credentialId: grant, user: { id: user, role, groups }, client: app === "" ? undefined : { id: app } }) as unknown as Principal;
let sealed: string;
beforeAll(() => {
  setSecretKey("a secret key of more than thirty-two bytes");
  sealed = sealSession("api_1", somebody(), "upstream-1");
});

it("a session is opened for whom it was made, and says nothing of the upstream's own id", () => {
  expect(openSession("api_1", somebody(), sealed)).toEqual({ upstreamId: "upstream-1", isStale: false });
  expect(Buffer.from(sealed, "base64url").toString()).not.toContain("upstream");
  // MCP: visible ASCII
  expect(sealed).toMatch(/^[\x21-\x7e]+$/);
});

it("the same app goes on with it by another grant, as after it has asked for more scopes; groups in another order are the same", () => {
  expect(openSession("api_1", somebody({ grant: "grant_2", groups: ["sales", "support"] }), sealed)?.isStale).toBe(false);
});

it.each([
  ["another person", somebody({ user: "eve" })],
  ["another app of the same person", somebody({ app: "client_2" })],
  ["a key of the same person", somebody({ app: "", grant: "key_1" })],
])("for %s it is unknown", (_title, principal) => {
  expect(openSession("api_1", principal, sealed)).toBeUndefined();
});

it("at another server it is unknown, and so is one that was made up or changed", () => {
  expect(openSession("api_2", somebody(), sealed)).toBeUndefined();
  for (const id of ["upstream-1", "", "v1.x.y", `${sealed.slice(0, -2)}AA`]) expect(openSession("api_1", somebody(), id), id).toBeUndefined();
});

it.each([
  ["role", somebody({ role: "admin" })],
  ["groups", somebody({ groups: ["support"] })],
])("once the %s of its person changed it is stale, and still tells which session of the upstream is to be ended", (_title, principal) => {
  expect(openSession("api_1", principal, sealed)).toEqual({ upstreamId: "upstream-1", isStale: true });
});
