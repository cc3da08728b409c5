import { config } from "@/lib/env/config";
import { FormBrowser, type Page } from "../form-browser";
import { send, type Answered } from "../send";

/** Somebody in a browser that keeps the house's cookies, and one for the provider's. */
export class Traveller {
  private readonly cookies = new Map<string, string>();
  private readonly elsewhere = new Map<string, FormBrowser>();

  /** GET, or a form post, at the house. */
  async ask(path: string, form?: Record<string, string>): Promise<Answered> {
    const answer = form
      ? await send("POST", path, { cookie: this.cookie, raw: new URLSearchParams(form), headers: { origin: config().publicUrl, "sec-fetch-site": "same-origin" } })
      : await send("GET", path, { cookie: this.cookie });
    for (const line of answer.cookies) {
      const [pair = "", ...attributes] = line.split(";");
      const equals = pair.indexOf("=");
      if (attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))) this.cookies.delete(pair.slice(0, equals));
      else this.cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
    return answer;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  wear(cookie: string): this {
    for (const pair of cookie.split("; ")) this.cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    return this;
  }

  /** At the providers nobody is signed in any more. */
  leaveProviders(): this {
    this.elsewhere.clear();
    return this;
  }

  /** Sets out, says who they are at the provider, and returns the address that leads back, without going there. */
  async travel(start: string, account: string, form?: Record<string, string>): Promise<string> {
    const away = await this.ask(start, form);
    const location = away.headers.get("location");
    if (location === null) throw new Error(`${start} did not lead away: ${away.status} ${away.text}`);
    return this.decide(location, account);
  }

  /** At the provider: says who they are; an empty name cancels. Where the provider knows them already it asks nothing. */
  async decide(location: string, account: string): Promise<string> {
    const { origin } = new URL(location);
    const browser = this.elsewhere.get(origin) ?? new FormBrowser(origin);
    this.elsewhere.set(origin, browser);
    let page = await browser.open(location);
    if (!("left" in page)) page = await browser.submit(page, actionOf(page), { account, login: account }, account === "" ? ["cancel", "1"] : undefined);
    if (!("left" in page)) throw new Error(`The provider did not let them go: ${page.status} ${page.html}`);
    return page.left.pathname + page.left.search;
  }

  /** All the way: there and back. */
  async signIn(start: string, account: string): Promise<Answered> {
    return this.ask(await this.travel(start, account));
  }

  /** Who the house takes them for. */
  async whoAmI(): Promise<{ id: string; username: string; email?: string; role: string; email_verified: boolean; has_password: boolean } | undefined> {
    const answer = await this.ask("/api/v1/users/me");
    return answer.status === 200 ? (answer.json as never) : undefined;
  }
}

const actionOf = (page: Page): string => /<form action="([^"]+)"/.exec(page.html)?.[1] ?? "";
