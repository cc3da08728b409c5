import { FormBrowser, type Left, type Page } from "./form-browser";
import { goodPassword } from "./good-password";

type Account = { id: string; username: string; token: string };
type Choice = { decision?: "allow" | "deny"; scopes?: string[] };

/** Somebody with an account at a running server, and a browser in which nobody is signed in yet. */
export class WebPerson {
  private readonly browser: FormBrowser;

  private constructor(readonly origin: string, readonly account: Account) {
    this.browser = new FormBrowser(origin);
  }

  static async signUp(origin: string, username: string): Promise<WebPerson> {
    const response = await fetch(`${origin}/api/v1/auth/register`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ email: `${username}@example.com`, username, password: goodPassword }) });
    if (response.status !== 201) throw new Error(`Sign-up answered ${response.status}: ${await response.text()}`);
    const { user, token } = (await response.json()) as { user: { id: string }; token: string };
    return new WebPerson(origin, { id: user.id, username, token });
  }

  /** Opens what an application sends the browser to, signs in where asked, decides, and returns where that leads. */
  async decide(address: string | URL, { decision = "allow", scopes }: Choice = {}): Promise<URL> {
    let page = await this.browser.open(address);
    if (!("left" in page) && page.html.includes('action="/login/submit"')) page = await this.signIn(page);
    if (!("left" in page)) page = await this.browser.submit(page, "/oauth/consent/submit", scopes ? { scope: scopes } : {}, ["decision", decision]);
    if ("left" in page) return page.left;
    throw new Error(`The way to the application ended at ${page.url} (${page.status}):\n${page.html.slice(0, 3000)}`);
  }

  /** The question that an application's request leads to, as its person sees it. */
  async read(address: string | URL): Promise<string> {
    let page = await this.browser.open(address);
    if (!("left" in page) && page.html.includes('action="/login/submit"')) page = await this.signIn(page);
    if ("left" in page) throw new Error(`Nothing was asked: ${page.left}`);
    return page.html;
  }

  /** Decides, and goes on to where the application listens. */
  async open(address: string): Promise<void> {
    const callback = await this.decide(address);
    const response = await fetch(callback);
    if (!response.ok) throw new Error(`The application answered ${response.status} to ${callback}: ${await response.text()}`);
  }

  /** Opens what a device shows, signs in where asked, and lets it in. */
  async approveDevice(address: string): Promise<Page> {
    let page = await this.browser.open(address);
    if (!("left" in page) && page.html.includes('action="/login/submit"')) page = await this.signIn(page);
    if (!("left" in page)) page = await this.browser.submit(page, "/device/submit", {}, ["decision", "allow"]);
    if ("left" in page || page.url.searchParams.get("done") !== "allowed") throw new Error(`The device was not let in: ${JSON.stringify(page).slice(0, 3000)}`);
    return page;
  }

  /** Calls the REST API as this person. */
  async api<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.origin}/api/v1${path}`, { method, headers: { authorization: `Bearer ${this.account.token}`, ...(body && { "content-type": "application/json" }) }, ...(body && { body: JSON.stringify(body) }) });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Answer;
  }

  private signIn(page: Page): Promise<Page | Left> {
    return this.browser.submit(page, "/login/submit", { identifier: this.account.username, password: goodPassword });
  }
}
