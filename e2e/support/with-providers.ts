import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { freePort } from "../../lib/testing/run-server";
import { startProviders, type TestProviders } from "../../lib/testing/providers/start";
import { test as base } from "../fixtures";
import { startHouse } from "./start-house";

type Fixtures = {
  /** Where an application of the operator's list waits for people who come back signed in. */
  application: string;
  providers: TestProviders & { port: number };
};

/** A house that offers Google and GitHub, both on this machine, and sends people back to one application. */
export const test = base.extend<object, Fixtures>({
  application: [
    async ({ house }, use) => {
      const server = createServer((_request, response) => response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><title>An application of ${house}</title><h1>Welcome back</h1>`));
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/signed-in`);
      server.closeAllConnections();
      server.close();
    },
    { scope: "worker" },
  ],
  providers: [
    async ({ application }, use) => {
      const port = await freePort();
      const providers = await startProviders(`http://localhost:${port}`);
      await use({ ...providers, port, env: { ...providers.env, SIGN_IN_REDIRECT_URIS: application } });
      await providers.close();
    },
    { scope: "worker" },
  ],
  server: [
    async ({ providers: { port, env } }, use) => {
      const server = await startHouse({ port, env });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 150_000 },
  ],
});

let people = 0;

/** Somebody whom both providers know; `mail` is where they get their mail. */
export function personElsewhere({ google, github }: Pick<TestProviders, "google" | "github">, mail = `grace-${++people}@mail.example`) {
  const number = ++people;
  const person = { google: `google-${number}`, github: `octocat-${number}`, mail };
  google.accounts.set(person.google, { email: mail, email_verified: true, name: "Grace Hopper" });
  github.accounts.set(person.github, { id: 500 + number, name: "Grace Hopper", emails: [{ email: mail, primary: true, verified: true }] });
  return person;
}

export async function chooseAtGoogle(page: Page, account: string): Promise<void> {
  await page.getByRole("heading", { name: "Choose an account" }).waitFor();
  await page.getByLabel("Account").fill(account);
  await page.getByRole("button", { name: "Continue" }).click();
}

export async function chooseAtGithub(page: Page, account: string): Promise<void> {
  await page.getByRole("heading", { name: "Sign in to GitHub" }).waitFor();
  await page.getByLabel("Username").fill(account);
  await page.getByRole("button", { name: "Authorize" }).click();
}
