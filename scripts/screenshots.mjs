// Pictures of every page, light and dark, phone and desktop, into screenshots/ (not committed), and the README's picture.
// `npm run screenshots` builds and starts a house of its own; `npm run screenshots -- --url=http://localhost:3000` takes one that runs
// and has no account yet. `--only=dashboard` takes the pages whose name contains that.
import { mkdir } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { chromiumFlags, ensureChromium } from "./chromium.mjs";
import { projectFolder } from "./project.mjs";
import { links, signUpAda, signUpOthers } from "./screenshots/accounts.mjs";
import { pages } from "./screenshots/pages.mjs";
import { takeRoleSheets } from "./screenshots/roles.mjs";
import { startHouse } from "./screenshots/start-house.mjs";

const option = (name) => process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);

const looks = [
  { name: "desktop-light", colorScheme: "light", viewport: { width: 1280, height: 860 } },
  { name: "desktop-dark", colorScheme: "dark", viewport: { width: 1280, height: 860 } },
  { name: "phone-light", colorScheme: "light", viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
  { name: "phone-dark", colorScheme: "dark", viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
];

process.chdir(projectFolder);
const house = await startHouse(option("url"));
const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumFlags });
try {
  await takeAll();
} finally {
  await browser.close();
  await house.stop();
}

async function takeAll() {
  await mkdir("screenshots", { recursive: true });
  const only = option("only") ?? "";
  // The README shows the house before the guests of the other pictures move in.
  const ada = await signUpAda(browser, house.origin);
  if (only === "") await takeReadmePicture(ada);
  const accounts = { nobody: undefined, ada, ...(await signUpOthers(browser, house.origin)) };
  for (const page of pages.filter(({ name }) => name.includes(only))) {
    for (const look of looks.filter(({ name }) => name.includes(option("look") ?? ""))) await take(page, look, accounts);
    console.log(`${page.name} taken`);
  }
  await takeRoleSheets(browser, house.origin, ada, only);
}

async function take({ name, path, account, prepare, fullPage = true }, look, accounts) {
  const { name: lookName, ...options } = look;
  const context = await browser.newContext({ baseURL: house.origin, deviceScaleFactor: 1, reducedMotion: "reduce", storageState: accounts[account], ...options });
  const page = await context.newPage();
  await page.goto(path, { waitUntil: "networkidle" });
  await prepare?.(page, links);
  await page.waitForTimeout(250);
  await page.screenshot({ path: `screenshots/${name}.${lookName}.png`, fullPage });
  await context.close();
}

async function takeReadmePicture(ada) {
  await mkdir("docs/images", { recursive: true });
  const context = await browser.newContext({ baseURL: house.origin, deviceScaleFactor: 1.5, viewport: { width: 1200, height: 760 }, colorScheme: "light", reducedMotion: "reduce", storageState: ada });
  const page = await context.newPage();
  await page.goto("/dashboard", { waitUntil: "networkidle" });
  await page.screenshot({ path: "docs/images/dashboard.png" });
  await context.close();
}
