import { signUp } from "./accounts.mjs";

/** Pages on which the four roles differ. */
const sheets = [
  { name: "roles-dashboard", path: () => "/dashboard" },
  { name: "roles-api-keys", path: () => "/api-keys" },
  { name: "roles-api-key", path: ({ keyId }) => `/api-keys/${keyId}` },
  { name: "roles-api-token", path: () => "/api-token" },
  { name: "roles-admin-users", path: () => "/admin/users" },
];

const roles = ["viewer", "user", "developer", "admin"];

/** A viewer, a user, a developer and an admin, side by side: nobody sees a button that would be refused. */
export async function takeRoleSheets(browser, origin, ada, only) {
  const wanted = sheets.filter(({ name }) => name.includes(only));
  if (wanted.length === 0) return;
  const people = await peopleOfEachRole(browser, origin, ada);
  for (const sheet of wanted) {
    const pictures = [];
    for (const person of people) pictures.push({ role: person.role, image: await takeOne(browser, origin, person, sheet.path(person)) });
    await joinPictures(browser, pictures, `screenshots/${sheet.name}.png`);
    console.log(`${sheet.name} taken`);
  }
}

async function peopleOfEachRole(browser, origin, ada) {
  const admin = await browser.newContext({ baseURL: origin, storageState: ada });
  const people = [];
  for (const role of roles) {
    let made;
    const state = await signUp(browser, origin, { email: `${role}@example.com`, username: `the-${role}` }, async (call) => {
      const key = await call("POST", "/api-keys", { name: "Build server", scopes: ["agents:read"] });
      await call("POST", "/users/me/api-token", {});
      made = { keyId: key.id, userId: (await call("GET", "/users/me")).id };
    });
    const answer = await admin.request.put(`/api/v1/users/${made.userId}`, { data: { role }, headers: { origin } });
    if (!answer.ok()) throw new Error(`The role ${role} was not given: ${await answer.text()}`);
    people.push({ role, state, ...made });
  }
  await admin.close();
  return people;
}

async function takeOne(browser, origin, { state }, path) {
  const context = await browser.newContext({ baseURL: origin, storageState: state, viewport: { width: 1100, height: 900 }, colorScheme: "light", reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(path, { waitUntil: "networkidle" });
  const image = await page.screenshot();
  await context.close();
  return image.toString("base64");
}

async function joinPictures(browser, pictures, file) {
  const page = await browser.newPage({ viewport: { width: 2320, height: 2000 } });
  const figures = pictures.map(({ role, image }) => `<figure><figcaption>${role}</figcaption><img src="data:image/png;base64,${image}" width="1100" alt=""></figure>`);
  await page.setContent(`<style>body{margin:0;display:grid;grid-template-columns:1fr 1fr;gap:24px;padding:24px;background:#ddd;font:600 28px sans-serif}figure{margin:0}figcaption{margin-bottom:8px}</style>${figures.join("")}`);
  await page.screenshot({ path: file, fullPage: true });
  await page.close();
}
