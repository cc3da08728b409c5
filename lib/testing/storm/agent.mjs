// One of many programs of one person that share one stored refresh token, as coding agents in parallel terminals do: it reads
// what is stored, refreshes, uses what it got, and stores what is newest. Prints what it has seen as one line of JSON.
import { once } from "node:events";
import { readFile, rename, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";

const { origins, clientId, file, id, most = Infinity } = JSON.parse(process.argv[2]);
// `busy`: told to try again in a moment, which costs nobody the connection
const seen = { refreshes: 0, busy: 0, failures: [], slowestMilliseconds: 0 };
const random = (most) => Math.random() * most;
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const pick = () => origins[Math.floor(random(origins.length))];

process.stdout.write("ready\n");
const [line] = await once(createInterface({ input: process.stdin }), "line");
const until = Number(line);

while (Date.now() < until && seen.refreshes < most) {
  const token = (await readFile(file, "utf8")).trim();
  // now and then one is busy with something else before it uses what it has read
  if (random(10) < 1) await sleep(random(1500));
  const tokens = await refresh(token);
  if (tokens) {
    await use(tokens.access_token);
    await store(tokens.refresh_token);
  }
  await sleep(random(40));
}
process.stdout.write(`${JSON.stringify(seen)}\n`, () => process.exit());

async function refresh(token) {
  const began = performance.now();
  const answer = await request("/oauth/token", { method: "POST", body: new URLSearchParams({ grant_type: "refresh_token", client_id: clientId, refresh_token: token }) });
  seen.slowestMilliseconds = Math.max(seen.slowestMilliseconds, Math.round(performance.now() - began));
  if (answer.status === 503) return void seen.busy++;
  if (answer.status !== 200) return void fail("refresh", answer);
  seen.refreshes++;
  return JSON.parse(answer.text);
}

async function use(accessToken) {
  const answer = await request("/api/v1/auth/verify", { headers: { authorization: `Bearer ${accessToken}` } });
  if (answer.status !== 200 && answer.status !== 503) fail("use", answer);
}

async function store(token) {
  await writeFile(`${file}.${id}`, token);
  await rename(`${file}.${id}`, file);
}

async function request(path, init) {
  try {
    const response = await fetch(pick() + path, init);
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { status: 0, text: String(error.cause ?? error) };
  }
}

function fail(step, { status, text }) {
  if (seen.failures.length < 5) seen.failures.push({ step, status, text: text.slice(0, 300) });
}
