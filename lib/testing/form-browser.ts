export type Page = { url: URL; status: number; html: string };

/** Where the browser was sent that is not the house: back to the application. */
export type Left = { left: URL };

/** A browser without JavaScript: it keeps cookies, follows redirects, and presses the buttons of plain forms. */
export class FormBrowser {
  private readonly cookies = new Map<string, string>();

  constructor(private readonly origin: string) {}

  /** Opens an address of the house, and goes on until there is a page, or the way leads out. */
  async open(address: string | URL, init: RequestInit = {}): Promise<Page | Left> {
    let url = new URL(address, this.origin);
    let request = init;
    for (let hops = 0; hops < 10; hops++) {
      if (url.origin !== this.origin) return { left: url };
      const response = await fetch(url, { redirect: "manual", ...request, headers: { accept: "text/html", cookie: this.cookieHeader(), ...request.headers } });
      this.keep(response.headers.getSetCookie());
      const location = response.headers.get("location");
      if (location === null) return { url, status: response.status, html: await response.text() };
      await response.body?.cancel();
      url = new URL(location, url);
      request = {};
    }
    throw new Error(`Redirected in circles, lastly to ${url}`);
  }

  /** Fills in the form that posts to `action` and presses a button of it, which may carry a name and a value. */
  submit(page: Page, action: string, fields: Record<string, string | string[]> = {}, button?: [name: string, value: string]): Promise<Page | Left> {
    const filled = readForm(page.html, action);
    for (const [name, value] of Object.entries(fields)) {
      filled.delete(name);
      for (const one of [value].flat()) filled.append(name, one);
    }
    if (button) filled.append(...button);
    const headers = { "content-type": "application/x-www-form-urlencoded", origin: this.origin, "sec-fetch-site": "same-origin" };
    return this.open(action, { method: "POST", body: filled.toString(), headers });
  }

  private keep(cookies: string[]): void {
    for (const cookie of cookies) {
      const [pair = "", ...attributes] = cookie.split(";");
      const equals = pair.indexOf("=");
      if (attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute))) this.cookies.delete(pair.slice(0, equals));
      else this.cookies.set(pair.slice(0, equals), pair.slice(equals + 1));
    }
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
}

/** What a browser would send of a form as it stands, without a button. */
function readForm(html: string, action: string): URLSearchParams {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)];
  const form = forms.find(([, attributes = ""]) => attributesOf(attributes).action === action);
  if (!form) throw new Error(`The page has no form that posts to ${action}:\n${html.slice(0, 2000)}`);
  const fields = new URLSearchParams();
  for (const [, text = ""] of form[2]!.matchAll(/<input\b([^>]*)>/g)) {
    const { name, value, type, checked, disabled } = attributesOf(text);
    const isOff = (type === "checkbox" || type === "radio") && checked === undefined;
    if (name !== undefined && disabled === undefined && !isOff) fields.append(name, value ?? (type === "checkbox" ? "on" : ""));
  }
  for (const [, text = "", options = ""] of form[2]!.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const all = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = ""]) => attributesOf(option));
    const { name } = attributesOf(text);
    const chosen = all.find(({ selected }) => selected !== undefined) ?? all[0];
    if (name !== undefined) fields.append(name, chosen?.value ?? "");
  }
  return fields;
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries([...text.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name = "", value = ""]) => [name.toLowerCase(), decode(value)]));
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };
const decode = (text: string): string => text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (_whole, name: string) => entities[name]!);
