import { randomBytes } from "node:crypto";
import { parseConfig } from "@/lib/env/config";
import type { Environment } from "@/lib/env/read";
import { unwire, wire } from "@/server/wire";
import { createTestDatabase } from "./database";
import { goodPassword } from "./good-password";
import { send, type Answered, type Sent } from "./send";

/** A whole house over a database of its own, in this process: what `server/` makes, without the port. */
export async function openHouse(env: Environment = {}): Promise<House> {
  const database = await createTestDatabase();
  await wire(
    parseConfig({
      DATABASE_URL: database.url,
      SECRET_KEY: randomBytes(36).toString("base64"),
      PASSWORD_HASH_COST: "4",
      RATE_LIMIT_PER_MINUTE: "100000",
      RATE_LIMIT_ANONYMOUS_PER_MINUTE: "100000",
      LOG_LEVEL: "error",
      EMAIL_VERIFICATION: "off",
      ...env,
    }),
  );
  let people = 0;
  return {
    databaseUrl: database.url,
    send,
    async signUp(username = `person-${++people}-${randomBytes(3).toString("hex")}`) {
      const answer = await send("POST", "/api/v1/auth/register", { body: { email: `${username}@example.com`, username, password: goodPassword } });
      if (answer.status !== 201) throw new Error(`Sign-up answered ${answer.status}: ${JSON.stringify(answer.json)}`);
      const { user, token, refresh_token } = answer.json as { user: { id: string }; token: string; refresh_token: string };
      return { id: user.id, username, email: `${username}@example.com`, token, refreshToken: refresh_token, cookie: answer.cookies.map((cookie) => cookie.split(";")[0]).join("; ") };
    },
    async close() {
      await unwire();
      await database.drop();
    },
  };
}

export { goodPassword };

export type Person = { id: string; username: string; email: string; token: string; refreshToken: string; cookie: string };

export type House = {
  databaseUrl: string;
  send(method: string, path: string, sent?: Sent): Promise<Answered>;
  /** A new account, signed in. The first of a house is its administrator. */
  signUp(username?: string): Promise<Person>;
  close(): Promise<void>;
};
