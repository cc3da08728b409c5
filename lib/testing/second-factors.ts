import { TOTP } from "otpauth";
import { clock } from "@/lib/clock";
import type { House, Person } from "./house";
import { SoftwareAuthenticator } from "./software-authenticator";

type Holder = Pick<Person, "token">;

/** The code that an app shows for this secret; with `steps` one that it shows that many half minutes later or earlier. */
export function codeOf(secret: string, steps = 0): string {
  return TOTP.generate({ secret: new TOTP({ secret }).secret, timestamp: clock.now().getTime() + steps * 30_000 });
}

/** Sets up an app that shows codes. The code that confirmed it is used up: take `codeOf(secret, 1)` next. */
export async function setUpTotp(house: House, { token }: Holder): Promise<{ secret: string; recoveryCodes: string[] }> {
  const started = await house.send("POST", "/api/v1/users/me/totp", { token });
  if (started.status !== 201) throw new Error(started.text);
  const { secret } = started.json as { secret: string };
  const confirmed = await house.send("POST", "/api/v1/users/me/totp/confirm", { token, body: { code: codeOf(secret) } });
  if (confirmed.status !== 200) throw new Error(confirmed.text);
  return { secret, recoveryCodes: (confirmed.json as { recovery_codes?: string[] }).recovery_codes ?? [] };
}

/** What the browser would send to add a passkey. */
export async function newPasskeyBody(house: House, { token }: Holder, authenticator = new SoftwareAuthenticator(), name = "Phone") {
  const started = await house.send("POST", "/api/v1/users/me/passkeys/options", { token });
  if (started.status !== 200) throw new Error(started.text);
  const { options } = started.json as { options: Parameters<SoftwareAuthenticator["create"]>[0] };
  return { name, response: authenticator.create(options) };
}

export async function addPasskey(house: House, holder: Holder): Promise<{ id: string; authenticator: SoftwareAuthenticator; recoveryCodes: string[] }> {
  const authenticator = new SoftwareAuthenticator();
  const made = await house.send("POST", "/api/v1/users/me/passkeys", { token: holder.token, body: await newPasskeyBody(house, holder, authenticator) });
  if (made.status !== 201) throw new Error(made.text);
  const { passkey, recovery_codes } = made.json as { passkey: { id: string }; recovery_codes?: string[] };
  return { id: passkey.id, authenticator, recoveryCodes: recovery_codes ?? [] };
}

/** A set-up for a route that has no parameter of its own. */
export const withTotp = async (house: House, owner: Holder): Promise<string> => {
  await setUpTotp(house, owner);
  return "";
};
