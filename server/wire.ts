import { randomBytes } from "node:crypto";
import { accessCache, AccessCache, setAccessCache } from "@/lib/access/cache";
import { tagOf } from "@/lib/tags";
import { PasswordPool, setPasswordPool } from "@/lib/crypto/password-pool";
import { loadSecretKey, setSecretKey } from "@/lib/crypto/secret-key";
import { changeFeedSlot, type ChangeFeed } from "@/lib/db/change-feed";
import { database } from "@/lib/db/client";
import { openDatabase } from "@/lib/db/open";
import { openChangeFeed } from "@/lib/db/open-change-feed";
import { setConfig, type Config } from "@/lib/env/config";
import { followApiFile, releaseApiFile } from "@/lib/gateway/file/follow";
import { openStreams, OpenStreams, setOpenStreams } from "@/lib/gateway/streams/open-streams";
import { GatewayTable, setGatewayTable } from "@/lib/gateway/table";
import { startSweeping } from "@/lib/housekeeping/sweep";
import { peerNonce } from "@/lib/client-address/peer";
import { log, setLogLevel } from "@/lib/log";
import { finishLater } from "@/lib/later";
import { startMail } from "@/lib/mail/sender";
import { ConnectionRecorder, setConnectionRecorder } from "@/lib/oauth/doctor/record";
import { Limiter, setLimiter } from "@/lib/rate-limit/limiter";
import { clearSharedLimits, setSharedLimits } from "@/lib/rate-limit/shared/shared-limits";
import { startReminders } from "@/lib/reminders/start";
import { loadScopes, reloadScopes } from "@/lib/scopes/registry";
import { onShutdown, runShutdownTasks } from "@/lib/shutdown";
import { KeyRing, setKeyRing } from "@/lib/signing-keys/key-ring";
import { CallRecorder, setCallRecorder } from "@/lib/usage/record/recorder";
import { setUseRecorder, UseRecorder } from "@/lib/usage/record-use";
import { startWebhooks } from "@/lib/webhooks/deliver/start";
import { setSetupToken } from "@/lib/users/setup-token";

/**
 * Makes what exists once in the process, in the order in which one needs the other, and registers how each ends.
 * `say` tells whoever waits at the console what takes its time.
 */
export async function wire(config: Config, say: (line: string) => void = () => undefined): Promise<void> {
  setConfig(config);
  setLogLevel(config.logLevel);
  // next-auth reads its own address from here.
  process.env.NEXTAUTH_URL = config.publicUrl;
  peerNonce.set(randomBytes(16).toString("hex"));
  setSetupToken(config.setupToken ?? randomBytes(24).toString("base64url"));
  setLimiter(new Limiter());
  if (config.redisUrl !== undefined) await wireSharedLimits(config.redisUrl);
  await wireDatabase(config, say);
  // After the data directory is ours alone: no other process makes a key at the same time.
  setSecretKey(await loadSecretKey(config));
  wirePasswordPool(config);
  wireUseRecorder();
  wireCallRecorder();
  wireConnectionRecorder();
  await loadScopes();
  await wireKeyRing();
  await wireApiFile(config);
  onShutdown("sweeping", startSweeping());
  onShutdown("reminders", startReminders());
  onShutdown("mail", startMail());
  onShutdown("webhooks", startWebhooks());
  // the newest first: what was put off until after an answer may still queue a mail
  onShutdown("what follows an answer", finishLater);
  await wireTelegram(config);
}

/** Lets go of everything, the newest first: buffers are flushed while the database is still there. */
export const unwire = runShutdownTasks;

/** Only where it is wanted: one instance needs no Redis, nor its client. */
async function wireSharedLimits(redisUrl: string): Promise<void> {
  const { RedisLimits } = await import("@/lib/rate-limit/shared/redis");
  const limits = new RedisLimits(redisUrl);
  setSharedLimits(limits);
  onShutdown("shared limits", async () => {
    clearSharedLimits();
    await limits.close();
  });
}

async function wireDatabase({ databaseUrl, dataDir }: Config, say: (line: string) => void): Promise<void> {
  const opened = await openDatabase({ databaseUrl, dataDir, say });
  database.set(opened);
  onShutdown("database", async () => {
    database.clear();
    await opened.close();
  });

  const feed = await openChangeFeed({ databaseUrl });
  changeFeedSlot.set(feed);
  onShutdown("change feed", () => feed.close());
  const cache = new AccessCache();
  setAccessCache(cache);
  feed.subscribe((tags) => {
    cache.invalidate(tags);
    if (tags.includes(tagOf.scopes) || tags.includes("*")) followScopes(cache);
  });
  const table = wireGateway(feed);
  wireOpenStreams(feed);
  await table.read();
}

/** After the cache: what is looked at again must not be found in there as it was. */
function wireOpenStreams(feed: ChangeFeed): void {
  const streams = new OpenStreams(() => !feed.isHealthy());
  setOpenStreams(streams);
  feed.subscribe(() => void streams.lookAgain());
  onShutdown("open streams", () => streams.closeAll());
}

/** After a change it is read at once, so that no request has to wait for it. */
function wireGateway(feed: ChangeFeed): GatewayTable {
  const table = new GatewayTable(() => {
    // a token may be for a resource that is gone, or has come
    accessCache().invalidate(["*"]);
    void openStreams().lookAgain();
  });
  setGatewayTable(table);
  feed.subscribe((tags) => {
    if (!tags.includes(tagOf.protectedApis) && !tags.includes("*")) return;
    table.invalidate();
    table.read().catch((error: unknown) => log.warn("The protected APIs could not be read anew; the next request tries again", { error }));
  });
  return table;
}

/** What was looked up while the old registry still stood is forgotten once more; a registry that cannot be read is tried again until it can. */
function followScopes(cache: AccessCache): void {
  reloadScopes().then(
    () => cache.invalidate([tagOf.scopes]),
    (error: unknown) => {
      log.warn("The scopes could not be read anew; trying again", { error });
      setTimeout(() => followScopes(cache), 1000).unref();
    },
  );
}

/** After the scopes, which the rules of a file name. */
async function wireApiFile({ protectedApisFile }: Config): Promise<void> {
  if (protectedApisFile === undefined) await releaseApiFile();
  else onShutdown("file of protected APIs", await followApiFile(protectedApisFile));
}

/** Its library is loaded only where there is a bot. Telegram itself is not waited for. */
async function wireTelegram(config: Config): Promise<void> {
  const { telegram } = config.signIn;
  if (!telegram || !config.enableAuth) return;
  const { startTelegram } = await import("@/lib/telegram/bot/start");
  onShutdown("telegram bot", startTelegram(config, telegram));
}

function wirePasswordPool({ passwordHashCost }: Config): void {
  const pool = new PasswordPool(passwordHashCost);
  setPasswordPool(pool);
  onShutdown("password workers", () => pool.close());
}

function wireUseRecorder(): void {
  const recorder = new UseRecorder();
  setUseRecorder(recorder);
  onShutdown("last uses", () => recorder.close());
}

/** Rows of a batch, twice a second. The embedded database writes them on this very thread, at about 60 us each. */
const listedPerBatch = { embedded: 500, postgres: 5000 };

function wireCallRecorder(): void {
  const recorder = new CallRecorder(listedPerBatch[database.get().engine]);
  setCallRecorder(recorder);
  onShutdown("request log", () => recorder.close());
}

function wireConnectionRecorder(): void {
  const recorder = new ConnectionRecorder();
  setConnectionRecorder(recorder);
  onShutdown("connection steps", () => recorder.close());
}

const dayMs = 86_400_000;

/** The next signing key is published days before it signs, so once a day is often enough to look. */
async function wireKeyRing(): Promise<void> {
  const ring = new KeyRing();
  setKeyRing(ring);
  await ring.rotate();
  const timer = setInterval(() => ring.rotate().catch((error: unknown) => log.warn("the signing keys could not be rotated; tried again tomorrow", { error })), dayMs);
  timer.unref();
  onShutdown("signing keys", () => clearInterval(timer));
}
