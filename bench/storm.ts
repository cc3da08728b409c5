import { runStorm } from "@/lib/testing/storm/run-storm";
import { openTwoInstances } from "@/lib/testing/storm/two-instances";
import { startPostgres } from "../scripts/postgres.mjs";

const seconds = Number(process.argv[2] ?? 60);
const windowSeconds = 60;
const processes = 20;

/** A minute of what parallel agents do to a refresh token, at two instances on PostgreSQL; then a thief comes with an old one. */
async function main(): Promise<void> {
  const postgres = await startPostgres();
  process.env.TEST_POSTGRES_URL = postgres.url;
  const house = await openTwoInstances({ REFRESH_REPLAY_SECONDS: String(windowSeconds) });
  try {
    console.log(`${processes} processes share one refresh token for ${seconds} s, at ${house.origins.join(" and ")}...`);
    const { refreshes, busy, failures, slowestMilliseconds, lastToken } = await runStorm({ ...house, refreshToken: house.tokens.refresh_token, processes, milliseconds: seconds * 1000 });
    console.log(`${refreshes} refreshes (${Math.round(refreshes / seconds)} a second, the slowest ${slowestMilliseconds} ms), ${busy} told to wait, ${failures.length} refused`, ...failures.slice(0, 5));
    const survives = (await house.refresh(lastToken)).status === 200;
    console.log(survives ? "The connection lives." : "The connection is dead.");
    await new Promise((resolve) => setTimeout(resolve, (windowSeconds + 1) * 1000));
    const theft = await house.refresh(house.tokens.refresh_token);
    const { data } = await house.person.api<{ data: { ended?: { text: string } }[] }>("GET", "/connected-apps?status=ended");
    console.log(`The first token, used again after the window: ${theft.status} ${theft.body.error}. The person reads: ${data[0]?.ended?.text}`);
    process.exitCode = failures.length === 0 && survives && theft.status === 400 ? 0 : 1;
  } finally {
    await house.stop();
    await postgres.stop();
  }
}

await main();
