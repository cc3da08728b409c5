import type { House, Person } from "./house";
import type { Answered } from "./send";
import type { Misbehaviour, SoftwareAuthenticator } from "./software-authenticator";

/** One browser at the sign-in pages of a house in this process: it keeps cookies, and posts forms as our own pages do. */
export class PageVisitor {
  readonly cookies = new Map<string, string>();

  constructor(private readonly house: House, private readonly from = "192.0.2.1") {}

  /** One in which somebody is signed in already. */
  static of(house: House, person: Person): PageVisitor {
    const visitor = new PageVisitor(house);
    visitor.keep([person.cookie]);
    return visitor;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async post(path: string, fields: Record<string, string> = {}): Promise<Answered & { location: string | null }> {
    const answer = await this.house.send("POST", path, { raw: new URLSearchParams(fields), cookie: this.cookie, from: this.from, headers: { origin: "http://localhost:3000", "sec-fetch-site": "same-origin" } });
    this.keep(answer.cookies);
    return { ...answer, location: answer.headers.get("location") };
  }

  /** Asks for a challenge and answers it with the passkey. */
  async signInWithPasskey(authenticator: SoftwareAuthenticator, fields: Record<string, string> = {}, wrong: Misbehaviour = {}) {
    const { options } = (await this.post("/login/passkey/options")).json as { options: { rpId: string; challenge: string } };
    return this.post("/login/passkey/submit", { response: JSON.stringify(authenticator.get(options, wrong)), ...fields });
  }

  /** Does the API know who is signed in here? */
  async isSignedIn(): Promise<boolean> {
    return (await this.house.send("GET", "/api/v1/users/me", { cookie: this.cookie })).status === 200;
  }

  private keep(cookies: string[]): void {
    for (const cookie of cookies.flatMap((text) => text.split(/,\s*(?=[\w.-]+=)/))) {
      const [pair = "", ...attributes] = cookie.split(";");
      const equals = pair.indexOf("=");
      if (attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))) this.cookies.delete(pair.slice(0, equals).trim());
      else this.cookies.set(pair.slice(0, equals).trim(), pair.slice(equals + 1));
    }
  }
}
